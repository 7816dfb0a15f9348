package dev.irpscope.analysis.ast;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;

/** The declarations of a unit: groups one after the other, seen as one list. Immutable. */
final class Declarations extends AbstractList<Decl> {
  private final List<DeclarationGroup> groups;
  private final int size;

  Declarations(List<DeclarationGroup> groups) {
    this.groups = List.copyOf(groups);
    this.size = groups.stream().mapToInt(group -> group.declarations().size()).sum();
  }

  List<DeclarationGroup> groups() {
    return groups;
  }

  @Override
  public Decl get(int index) {
    int at = index;
    for (DeclarationGroup group : groups) {
      if (at >= 0 && at < group.declarations().size()) {
        return group.declarations().get(at);
      }
      at -= group.declarations().size();
    }
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public Iterator<Decl> iterator() {
    return groups.stream().flatMap(group -> group.declarations().stream()).iterator();
  }

  @Override
  public int size() {
    return size;
  }
}
