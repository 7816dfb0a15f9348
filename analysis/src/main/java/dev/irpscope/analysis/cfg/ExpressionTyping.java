package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;

/** The type rules of C expressions (C11 6.3 and 6.5), on types alone. */
final class ExpressionTyping {
  /** What {@code sizeof} gives. */
  static final CType SIZE = CType.Int.UNSIGNED_LONG_LONG;

  private ExpressionTyping() {}

  static boolean isPointer(CType type) {
    return type.canonical() instanceof CType.Pointer;
  }

  static boolean isStruct(CType type) {
    return type.canonical() instanceof CType.Struct;
  }

  static boolean isUnknown(CType type) {
    return type.canonical() instanceof CType.Unknown;
  }

  static boolean isVoid(CType type) {
    return type.canonical() instanceof CType.Void;
  }

  /** Arrays become pointers to their element, functions pointers to themselves (C11 6.3.2.1). */
  static CType decay(CType type) {
    return switch (type.canonical()) {
      case CType.Array(var element, _) -> new CType.Pointer(element);
      case CType.Function function -> new CType.Pointer(function);
      case CType.Void _,
          CType.Int _,
          CType.Floating _,
          CType.Pointer _,
          CType.Struct _,
          CType.Unknown _,
          CType.Typedef _ ->
          type;
    };
  }

  /** What a pointer points to; an unknown type if it is not known to be a pointer. */
  static CType target(CType pointer) {
    return switch (decay(pointer).canonical()) {
      case CType.Pointer(var target) -> target;
      case CType.Unknown(var name) -> new CType.Unknown("*" + name);
      case CType.Void _,
          CType.Int _,
          CType.Floating _,
          CType.Array _,
          CType.Function _,
          CType.Struct _,
          CType.Typedef _ ->
          new CType.Unknown("*");
    };
  }

  /** Integer promotion (C11 6.3.1.1). */
  static CType promote(CType type) {
    return type.canonical() instanceof CType.Int(var bits, _) && bits < 32 ? CType.Int.INT : type;
  }

  /** The usual arithmetic conversions (C11 6.3.1.8); an unknown type takes the other's side. */
  static CType common(CType left, CType right) {
    CType a = promote(decay(left));
    CType b = promote(decay(right));
    if (isUnknown(a)) {
      return isUnknown(b) ? CType.Int.LONG_LONG : b;
    }
    if (isUnknown(b)) {
      return a;
    }
    if (a.canonical() instanceof CType.Floating(var x)) {
      return b.canonical() instanceof CType.Floating(var y) && y > x ? b : a;
    }
    if (b.canonical() instanceof CType.Floating) {
      return b;
    }
    if (a.canonical() instanceof CType.Int x && b.canonical() instanceof CType.Int y) {
      return commonInteger(a, x, b, y);
    }
    return isPointer(b) && !isPointer(a) ? b : a;
  }

  private static CType commonInteger(CType a, CType.Int x, CType b, CType.Int y) {
    if (x.signed() == y.signed()) {
      return x.bits() >= y.bits() ? a : b;
    }
    CType unsigned = x.signed() ? b : a;
    int unsignedBits = x.signed() ? y.bits() : x.bits();
    int signedBits = x.signed() ? x.bits() : y.bits();
    return unsignedBits >= signedBits ? unsigned : x.signed() ? a : b;
  }

  /**
   * The type of {@code c ? a : b} (C11 6.5.15): of two pointers the one that says more, and void if
   * either is void.
   */
  static CType conditional(CType whenTrue, CType whenFalse) {
    CType a = decay(whenTrue);
    CType b = decay(whenFalse);
    if (isVoid(a) || isVoid(b)) {
      return CType.Void.VOID;
    }
    if (isStruct(a)) {
      return a;
    }
    if (isPointer(a) && isPointer(b)) {
      return isVoid(target(a)) ? b : a;
    }
    if (isPointer(a) || isPointer(b)) {
      return isPointer(a) ? a : b;
    }
    return same(a, b) ? promote(a) : common(a, b);
  }

  /** Whether two types are the same once typedef names are seen through. */
  static boolean same(CType left, CType right) {
    CType a = left.canonical();
    CType b = right.canonical();
    return switch (a) {
      case CType.Pointer(var x) -> b instanceof CType.Pointer(var y) && same(x, y);
      case CType.Array(var x, var n) ->
          b instanceof CType.Array(var y, var m) && n.equals(m) && same(x, y);
      case CType.Function f -> b instanceof CType.Function g && sameFunction(f, g);
      case CType.Void _,
          CType.Int _,
          CType.Floating _,
          CType.Struct _,
          CType.Unknown _,
          CType.Typedef _ ->
          a.equals(b);
    };
  }

  private static boolean sameFunction(CType.Function f, CType.Function g) {
    if (f.parameters().size() != g.parameters().size() || !same(f.result(), g.result())) {
      return false;
    }
    for (int i = 0; i < f.parameters().size(); i++) {
      if (!same(f.parameters().get(i), g.parameters().get(i))) {
        return false;
      }
    }
    return true;
  }
}
