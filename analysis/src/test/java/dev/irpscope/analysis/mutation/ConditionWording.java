package dev.irpscope.analysis.mutation;

import java.util.List;

/**
 * Another way to ask for what a condition asks.
 *
 * @param what what asks now
 * @param helper a function that is put above, without what stands before its parameter; empty if
 *     there is none
 * @param asked the new condition, where {@code %s} is the old one, which is evaluated once, or
 *     empty if the helper is asked
 */
record ConditionWording(String what, String helper, String asked) {
  private static final List<ConditionWording> ALL =
      List.of(
          plain("a double negation", "!((%s) == 0)"),
          plain("a bit of a choice", "((%s) ? 6 : 1) & 2"),
          plain("a sum", "((%s) ? 1 : 0) * 2 + 1 == 3"),
          plain("an unsigned difference", "(ULONG)!(%s) - 1 > 5"),
          plain("a byte that is cut off", "(UCHAR)((%s) ? 0x101 : 0x100)"),
          helper(
              "a member",
              "struct { int a; int b; } s; s.a = 0; s.b = v ? 3 : s.a; return s.b > 1;"),
          helper("a switch", "switch (v ? 5 : 7) { case 5: return 1; default: return 0; }"),
          helper("an element", "int a[2]; a[v ? 1 : 0] = 1; a[v ? 0 : 1] = 0; return a[1];"),
          helper("a pointer", "int r = 8; int *p = &r; if (v) { *p = 4; } return r < 6;"),
          helper("a jump", "int r = 1; if (v) goto done; r = 0; done: return r;"),
          helper(
              "bits",
              "unsigned m = 0; if (v) { m |= 16; } m |= 3; m &= ~1u; return (m & 16) != 0;"),
          helper("a negative number", "short s = v ? -1 : 1; return s < 0;"));

  private static ConditionWording plain(String what, String asked) {
    return new ConditionWording(what, "", asked);
  }

  private static ConditionWording helper(String what, String body) {
    return new ConditionWording("a helper with " + what, body, "");
  }

  /** One of them, always the same for the same place. */
  static ConditionWording at(String function, int ordinal) {
    return ALL.get((function.chars().sum() + ordinal) % ALL.size());
  }

  /** The definition that is put above the function; empty if there is none. */
  String definition(String name) {
    return helper.isEmpty() ? "" : "static int " + name + "(int v)\n{\n    " + helper + "\n}\n\n";
  }

  String condition(String name, String old) {
    return helper.isEmpty() ? asked.formatted(old) : name + "((" + old + ") != 0)";
  }
}
