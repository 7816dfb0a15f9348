package dev.irpscope.analysis.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HostileTextTest {
  @Test
  void joinsLinesAnywhere() {
    assertEquals(
        "NTSTATUS += \"ab\" 12 x",
        Sources.spelled("NT\\\nSTA\\\r\nTUS +\\\n= \"a\\\nb\" 1\\\n2 // c \\\nstill c\nx"));
    assertEquals("NTSTATUS", Sources.unit("NT\\\nSTATUS").tokens().getFirst().text());
    assertEquals("y", Sources.spelled("/\\\n* c *\\\n/ y"));
    assertEquals("1", Sources.spelled("#def\\\nine A\\\nB 1\nAB"));
  }

  @Test
  void everyLineEndCounts() {
    PreprocessedUnit unit = Sources.unit("#define A 1\r#define B 2\r\n#define C 3\nA B C");
    assertEquals("1 2 3", Sources.spelled(unit));
    assertEquals(4, unit.tokens().getFirst().origin().site().line());
  }

  @Test
  void formFeedsAndNulsAreWhiteSpace() {
    assertEquals("a b c", Sources.spelled("a\fb\0c\u001a"));
  }

  @Test
  void aMacroCallWithoutEndGivesItsTextBack() {
    PreprocessedUnit unit =
        Sources.unit("#define F(x) <x>\n#define G 7\nint a;\nF(1, G;\nint b; F(2)\n");
    assertEquals("int a ; F ( 1 , 7 ; int b ; < 2 >", Sources.spelled(unit));
    assertEquals(List.of("UNTERMINATED-MACRO-CALL"), MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void manyCallsWithoutEndStayLinear() {
    String text = "#define F(x) x\n" + "F(".repeat(200_000);
    PreprocessedUnit unit =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Sources.unit(text));
    assertEquals(400_001, unit.tokens().size());
  }

  @Test
  void macrosThatNameEachOtherEnd() {
    assertEquals(
        "a b a f ( f ) ( 1 )",
        Sources.spelled("#define a b\n#define b a\n#define f(x) x(f)\na b a f(f)(1)"));
  }

  @Test
  void anExplosionIsStoppedAndTheRestIsRead() {
    StringBuilder text = new StringBuilder("#define M0 x x\n");
    for (int i = 1; i < 60; i++) {
      text.append("#define M%d M%d M%d\n".formatted(i, i - 1, i - 1));
    }
    text.append("a M59 b M1");
    PreprocessedUnit unit =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Sources.unit(text.toString()));
    assertEquals("a M59 b x x x x", Sources.spelled(unit));
    assertEquals(List.of("EXPANSION-TOO-LARGE"), MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void callsNestedInArgumentsAreStoppedBeforeTheStackIs() {
    String text = "#define F(x) (x)\n" + "F(".repeat(5_000) + "1" + ")".repeat(5_000) + "\nend";
    PreprocessedUnit unit =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Sources.unit(text));
    assertEquals("F end", Sources.spelled(unit));
    assertEquals(List.of("EXPANSION-TOO-LARGE"), MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void aLongChainOfMacrosIsStoppedToo() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append("#define C%d C%d\n".formatted(i, i + 1));
    }
    text.append("C4990 C0");
    PreprocessedUnit unit = Sources.unit(text.toString());
    assertEquals("C5000 C0", Sources.spelled(unit));
    assertEquals(List.of("EXPANSION-TOO-LARGE"), MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void deepParenthesesAndBracesPass() {
    String deep = "(".repeat(5_000) + "x" + ")".repeat(5_000);
    PreprocessedUnit unit = Sources.unit("#define ID(e) e\n" + deep + " ID(" + deep + ")");
    assertEquals(20_003, unit.tokens().size());
  }

  @Test
  void aDeepConditionIsNamed() {
    PreprocessedUnit unit =
        Sources.unit("#if " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + "\nx\n#endif\ny");
    assertEquals("y", Sources.spelled(unit));
    assertEquals(List.of("BAD-CONDITION"), MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void conditionalsOutOfBalanceAreNamed() {
    PreprocessedUnit unit = Sources.unit("#else\n#endif\n#elif 1\n#if 1\nx\n#if 0\ny");
    assertEquals("x", Sources.spelled(unit));
    assertEquals(5, unit.diagnostics().size());
  }

  @Test
  void quotesAndCommentsWithoutEndAreNamed() {
    PreprocessedUnit unit = Sources.unit("a 'b\nc \"d\n#if 0\ndon't\n#endif\ne /* f");
    assertEquals("a ' b c \" d e", Sources.spelled(unit));
    assertEquals(
        List.of("UNTERMINATED-COMMENT", "UNTERMINATED-LITERAL", "UNTERMINATED-LITERAL"),
        MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void badDirectivesAreNamedAndPassedOver() {
    PreprocessedUnit unit =
        Sources.unit(
            """
            #
            #line 5 "x.c"
            # 12 "y.c"
            #frobnicate
            #define
            #define 5
            #define F(
            #define G(a, a) a
            #define H ## x
            #undef
            #include
            #include nothing
            #ifdef
            #endif
            #pragma
            end
            """);
    assertEquals("end", Sources.spelled(unit));
    assertEquals(16, unit.tokens().getFirst().origin().site().line());
    assertEquals(10, unit.diagnostics().size());
  }

  @Test
  void randomTextNeverThrowsAndSpansStayInTheFile() {
    String[] pieces = {
      "#",
      "define ",
      "F(x, ...) ",
      "F",
      "(",
      ")",
      ",",
      "##",
      "x",
      "\n",
      "\\\n",
      "\"",
      "'",
      "/*",
      "*/",
      "//",
      "#if ",
      "#endif\n",
      "#else\n",
      "defined",
      "1",
      "__VA_ARGS__",
      "\0",
      "\r",
      "é",
      "\uD83D\uDE00",
      "#include ",
      "<a>",
      "_Pragma",
      "__pragma",
      "L",
      "..",
      ".",
      "%:",
      "#undef F\n"
    };
    Random random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      PreprocessedUnit unit = Sources.unit(text.toString());
      for (Token token : unit.tokens()) {
        assertTrue(token.origin().site().end() <= text.length() || token.text().isEmpty());
      }
      int at = 0;
      for (Lexeme lexeme : Lexer.lex(unit.file())) {
        assertTrue(lexeme.span().start() >= at && lexeme.span().end() > lexeme.span().start());
        at = lexeme.span().end();
      }
    }
  }
}
