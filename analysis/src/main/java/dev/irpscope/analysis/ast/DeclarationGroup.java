package dev.irpscope.analysis.ast;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Declarations that stand together, in source order. A group from a header is shared by the units
 * that include it, and so is what is worked out about it.
 */
public final class DeclarationGroup {
  private final List<Decl> declarations;
  private final ConcurrentHashMap<Class<?>, Object> derived = new ConcurrentHashMap<>(2);

  public DeclarationGroup(List<Decl> declarations) {
    this.declarations = List.copyOf(declarations);
  }

  public List<Decl> declarations() {
    return declarations;
  }

  /**
   * What {@code derive} makes of this group; worked out once for each {@code type}.
   *
   * @param derive must depend on the group alone
   */
  public <T> T derived(Class<T> type, Function<DeclarationGroup, T> derive) {
    Object known = derived.get(type);
    return type.cast(
        known == null ? derived.computeIfAbsent(type, _ -> derive.apply(this)) : known);
  }
}
