package dev.irpscope.analysis.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The examples that the C standard itself gives for macro replacement (C11 6.10.3.5). */
final class StandardExamplesTest {
  private static final String EXAMPLE_3 =
      """
      #define x 3
      #define f(a) f(x * (a))
      #undef x
      #define x 2
      #define g f
      #define z z[0]
      #define h g(~
      #define m(a) a(w)
      #define w 0,1
      #define t(a) a
      #define p() int
      #define q(x) x
      #define r(x,y) x ## y
      #define str(x) # x
      """;

  @Test
  void rescansAndNeverExpandsAMacroInItsOwnReplacement() {
    assertEquals(
        tokens("f(2 * (y+1)) + f(2 * (f(2 * (z[0])))) % f(2 * (0)) + t(1);"),
        Sources.spelled(EXAMPLE_3 + "f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);"));
  }

  @Test
  void takesArgumentsFromTheTextAfterTheReplacement() {
    assertEquals(
        tokens("f(2 * (2+(3,4)-0,1)) | f(2 * (~ 5)) & f(2 * (0,1))^m(0,1);"),
        Sources.spelled(EXAMPLE_3 + "g(x+(3,4)-w) | h 5) & m\n(f)^m(m);"));
  }

  @Test
  void acceptsEmptyArgumentsAndPastesThem() {
    assertEquals(
        tokens("int i[] = { 1, 23, 4, 5, };\nchar c[2][6] = { \"hello\", \"\" };"),
        Sources.spelled(
            EXAMPLE_3
                + "p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };\n"
                + "char c[2][6] = { str(hello), str() };"));
  }

  @Test
  void createsStringsAndPastesInTheOrderOfExampleFour() {
    String macros =
        """
        #define str(s) # s
        #define xstr(s) str(s)
        #define debug(s, t) printf("x" # s "= %d, x" # t "= %s", \\
         x ## s, x ## t)
        #define INCFILE(n) vers ## n
        #define glue(a, b) a ## b
        #define xglue(a, b) glue(a, b)
        #define HIGHLOW "hello"
        #define LOW LOW ", world"
        debug(1, 2);
        fputs(str(strncmp("abc\\0d", "abc", '\\4') // this goes away
         == 0) str(: @\\n), s);
        xstr(INCFILE(2).h)
        glue(HIGH, LOW);
        xglue(HIGH, LOW)
        """;
    assertEquals(
        tokens(
            """
            printf("x" "1" "= %d, x" "2" "= %s", x1, x2);
            fputs("strncmp(\\"abc\\\\0d\\", \\"abc\\", '\\\\4') == 0" ": @\\n", s);
            "vers2.h"
            "hello";
            "hello" ", world"
            """),
        Sources.spelled(macros));
  }

  @Test
  void pastesPlacemarkers() {
    assertEquals(
        tokens("int j[] = { 123, 45, 67, 89, 10, 11, 12, };"),
        Sources.spelled(
            """
            #define t(x,y,z) x ## y ## z
            int j[] = { t(1,2,3), t(,4,5), t(6,,7), t(8,9,),
             t(10,,), t(,11,), t(,,12), t(,,) };
            """));
  }

  @Test
  void hashHashInAReplacementIsNoOperatorWhenItComesFromPasting() {
    assertEquals(
        tokens("char p[] = \"x ## y\";"),
        Sources.spelled(
            """
            #define hash_hash # ## #
            #define mkstr(a) # a
            #define in_between(a) mkstr(a)
            #define join(c, d) in_between(c hash_hash d)
            char p[] = join(x, y);
            """));
  }

  @Test
  void passesVariableArgumentsOn() {
    assertEquals(
        tokens(
            """
            fprintf(stderr, "Flag");
            fprintf(stderr, "X = %d\\n", x);
            puts("The first, second, and third items.");
            ((x>y)?puts("x>y"): printf("x is %d but y is %d", x, y));
            """),
        Sources.spelled(
            """
            #define debug(...) fprintf(stderr, __VA_ARGS__)
            #define showlist(...) puts(#__VA_ARGS__)
            #define report(test, ...) ((test)?puts(#test):\\
             printf(__VA_ARGS__))
            debug("Flag");
            debug("X = %d\\n", x);
            showlist(The first, second, and third items.);
            report(x>y, "x is %d but y is %d", x, y);
            """));
  }

  /** Brings expected text to the form that {@link Sources#spelled} has. */
  private static String tokens(String text) {
    return Sources.spelled(text);
  }
}
