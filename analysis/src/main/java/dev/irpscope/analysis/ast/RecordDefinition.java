package dev.irpscope.analysis.ast;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The definition of a structure or union. Equality is identity: a tag in a scope is one definition,
 * completed at most once, when its member list has been read.
 */
public final class RecordDefinition {
  /** Structure or union. */
  public enum Kind {
    STRUCT,
    UNION
  }

  /**
   * A member.
   *
   * @param name empty for an anonymous structure or union member and for an unnamed bit-field
   * @param bits width of a bit-field
   */
  public record Field(String name, CType type, OptionalInt bits) {}

  private final Kind kind;
  private final String tag;
  private volatile List<Field> fields = List.of();
  private volatile Set<String> statics = Set.of();
  private volatile boolean complete;
  private volatile int packing;

  /**
   * @param tag empty for an untagged definition
   */
  public RecordDefinition(Kind kind, String tag) {
    this.kind = kind;
    this.tag = tag;
  }

  public Kind kind() {
    return kind;
  }

  public String tag() {
    return tag;
  }

  /**
   * Supplies the members.
   *
   * @param statics the member functions of a C++ class that are called without an object
   * @param packing largest alignment that {@code #pragma pack} allows, 0 for the natural one
   * @throws IllegalStateException if the definition is complete already
   */
  public void complete(List<Field> members, Set<String> statics, int packing) {
    if (complete) {
      throw new IllegalStateException("completed twice: " + tag);
    }
    this.fields = List.copyOf(members);
    this.statics = Set.copyOf(statics);
    this.packing = packing;
    this.complete = true;
  }

  public boolean isComplete() {
    return complete;
  }

  /** Members in source order; empty while incomplete. */
  public List<Field> fields() {
    return fields;
  }

  /** The member functions of a C++ class that are called without an object. */
  public Set<String> statics() {
    return statics;
  }

  public int packing() {
    return packing;
  }

  @Override
  public String toString() {
    return (kind == Kind.STRUCT ? "struct " : "union ") + (tag.isEmpty() ? "<unnamed>" : tag);
  }
}
