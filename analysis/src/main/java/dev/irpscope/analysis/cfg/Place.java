package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;

/** An lvalue: something that has an address (a bit-field aside). */
public sealed interface Place {
  CType type();

  /** The variable that this lies in, or what is pointed to: no field and no element. */
  default Place root() {
    return switch (this) {
      case Field field -> field.base().root();
      case Element element -> element.base().root();
      case Local _, Global _, Dereference _ -> this;
    };
  }

  record Local(Variable variable) implements Place {
    @Override
    public CType type() {
      return variable.type();
    }
  }

  /** A variable of the file or program; {@code isStatic} for internal linkage. */
  record Global(String name, CType type, boolean isStatic) implements Place {}

  /** {@code *pointer}. */
  record Dereference(Operand pointer, CType type) implements Place {}

  /** {@code base.field}; {@code p->field} is a field of a {@link Dereference}. */
  record Field(Place base, FieldRef field) implements Place {
    @Override
    public CType type() {
      return field.type();
    }
  }

  /** {@code base[index]} of an array; indexing a pointer is a {@link Dereference} of a sum. */
  record Element(Place base, Operand index, CType type) implements Place {}
}
