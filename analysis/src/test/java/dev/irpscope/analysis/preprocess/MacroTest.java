package dev.irpscope.analysis.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.source.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the standard leaves to its text, and what the compilers of drivers add to it. */
final class MacroTest {
  @Test
  void dropsTheCommaBeforeEmptyVariableArguments() {
    String macros =
        """
        #define gnu(f, a...) g(f, ##a)
        #define gnu2(f, ...) g(f, ##__VA_ARGS__)
        #define ms(f, ...) g(f, __VA_ARGS__)
        """;
    assertEquals(
        "g ( 1 ) g ( 1 , 2 , 3 ) g ( 1 ) g ( 1 , 2 ) g ( 1 ) g ( 1 , 2 )",
        Sources.spelled(macros + "gnu(1) gnu(1,2,3) gnu2(1) gnu2(1,2) ms(1) ms(1,2)"));
  }

  @Test
  void keepsAnArgumentInParenthesesTogether() {
    assertEquals(
        "DbgPrint ( 1 , \"%d\" , ( a , b ) ) ;",
        Sources.spelled("#define TRACE(x) DbgPrint x\nTRACE((1, \"%d\", (a, b)));"));
  }

  @Test
  void missingArgumentsAreEmptyAndExtraOnesAreDropped() {
    PreprocessedUnit unit = Sources.unit("#define two(a, b) [a|b]\ntwo(1) two(1,2,3) two(,)");
    assertEquals("[ 1 | ] [ 1 | 2 ] [ | ]", Sources.spelled(unit));
    assertEquals(
        List.of("MACRO-ARGUMENT-COUNT", "MACRO-ARGUMENT-COUNT"), codes(unit.diagnostics()));
  }

  @Test
  void aNameWithoutParenthesisIsNoCall() {
    assertEquals("f ; f = 1 ; ( 2 )", Sources.spelled("#define f(x) (x)\nf; f\n= 1; f\n\n(2)"));
  }

  @Test
  void obeysDirectivesWithinArguments() {
    assertEquals(
        "call ( 1 , 3 , 4 )",
        Sources.spelled(
            """
            #define CALL(a, b, c) call(a, b, c)
            CALL(1,
            #ifdef NOT_DEFINED
              2,
            #else
              3,
            #endif
            #pragma warning(suppress: 6001)
            #define FOUR 4
              FOUR)
            """));
  }

  @Test
  void makesACharacterOfAnArgument() {
    assertEquals("'x'", Sources.spelled("#define C(a) #@a\nC(x)"));
  }

  @Test
  void pastesAWideString() {
    assertEquals("L\"abc\"", Sources.spelled("#define W(s) W2(s)\n#define W2(s) L##s\nW(\"abc\")"));
  }

  @Test
  void aPasteThatMakesNoTokenKeepsBoth() {
    PreprocessedUnit unit = Sources.unit("#define M(a, b) a.##b a##b\nM(x, y) M(+, x)");
    assertEquals("x . y xy + . x + x", Sources.spelled(unit));
    assertEquals(List.of("BAD-PASTE"), codes(unit.diagnostics()));
  }

  @Test
  void countsAndNumbersLines() {
    assertEquals(
        "0 1 3 4 \"main.c\"",
        Sources.spelled("#define L __LINE__\n__COUNTER__ __COUNTER__\n__LINE__\nL __FILE__"));
  }

  @Test
  void keepsOnlyPackOfAllPragmas() {
    PreprocessedUnit unit =
        Sources.unit(
            """
            #define N 8
            #pragma pack(push, 1)
            __pragma(warning(disable: 4127)) a
            _Pragma("pack(pop)") b
            #define P __pragma(pack(4)) c
            P
            #pragma pack(N)
            #pragma alloc_text(PAGE, Foo)
            """);
    assertEquals(
        "#pragma pack(push, 1) a #pragma pack(pop) b #pragma pack(4) c #pragma pack(8)",
        Sources.spelled(unit));
    assertEquals(Token.Kind.OTHER, unit.tokens().getFirst().kind());
  }

  @Test
  void pushesAndPopsMacros() {
    assertEquals(
        "1 2 1",
        Sources.spelled(
            """
            #define M 1
            M
            #pragma push_macro("M")
            #undef M
            #define M 2
            M
            #pragma pop_macro("M")
            M
            """));
  }

  @Test
  void tellsOfARedefinitionWithAnotherMeaningOnly() {
    assertEquals(
        List.of("MACRO-REDEFINED"),
        codes(
            Sources.unit("#define A (1 + 2)\n#define A (1 /**/ + 2)\n#define A 3\n")
                .diagnostics()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "1 + 2 * 3 == 7;yes",
        "(2 || 1/0) && !0;yes",
        "0 && 1/0;no",
        "-1 < 0u;no",
        "-1 > 0;no",
        "0xFFFFFFFFFFFFFFFF == -1;yes",
        "0x8000000000000000 > 0;yes",
        "1 ? 2 : 0;yes",
        "'a' == 97;yes",
        "'ab' == 0x6162;yes",
        "'\\377' < 0;yes",
        "L'\\x41' == 65;yes",
        "defined A && !defined(B);yes",
        "A(1) == 2;yes",
        "undefined_name == 0;yes",
        "10I64 == 10;yes",
        "0b101 == 5;yes",
        "1 << 3 == 8;yes",
        "-8 >> 1 == -4;yes",
        "~0 == -1;yes",
        "7 % 4 == 3;yes",
        "__has_include(\"main.c\");yes",
        "__has_include(<none.h>);no",
        "__has_attribute(x);no",
      })
  void computesConditions(String condition, String expected) {
    PreprocessedUnit unit =
        Sources.unit("#define A(x) (x + 1)\n#if " + condition + "\nyes\n#else\nno\n#endif\n");
    assertEquals(expected, Sources.spelled(unit));
    assertEquals(List.of(), unit.diagnostics());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {"1 +", "(1", "1 2", "1.5", "\"s\"", "1/0", "defined", "F(3)", "sizeof(int) == 4"})
  void aConditionWithoutValueIsFalseAndNamed(String condition) {
    PreprocessedUnit unit = Sources.unit("#if " + condition + "\nyes\n#else\nno\n#endif\n");
    assertEquals("no", Sources.spelled(unit));
    assertEquals(List.of("BAD-CONDITION"), codes(unit.diagnostics()));
  }

  @Test
  void anErrorDirectiveIsNamedOnlyWhereItIsReached() {
    PreprocessedUnit unit = Sources.unit("#if 0\n#error don't\n#endif\n#error can't be\nint x;\n");
    assertEquals("int x ;", Sources.spelled(unit));
    assertEquals(List.of("ERROR-DIRECTIVE"), codes(unit.diagnostics()));
    assertTrue(unit.diagnostics().getFirst().message().contains("can't be"));
  }

  static List<String> codes(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::code).toList();
  }
}
