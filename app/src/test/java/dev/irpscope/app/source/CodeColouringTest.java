package dev.irpscope.app.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.app.source.CodePart.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeColouringTest {
  private static Kind kindOf(String text, String part) {
    return CodeColouring.of(text).stream()
        .flatMap(List::stream)
        .filter(p -> p.text().contains(part))
        .findFirst()
        .orElseThrow()
        .kind();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "int a;\r\nint b;\rint c;\n",
        "/* open\n for ever",
        "\"open\nx",
        "'a' L\"wide\" 0x1Fu 1.5e3 #define X \\\n 1",
        "// line \\\n goes on\nnext",
        "\u00e4\u00f6 \ud83d\ude00 $x @ ` \\",
        "a/*b*/c//d"
      })
  void partsOfALineJoinToTheLine(String text) {
    List<String> expected = List.of(text.split("\r\n|\n|\r", -1));
    List<String> joined =
        CodeColouring.of(text).stream()
            .map(line -> String.join("", line.stream().map(CodePart::text).toList()))
            .toList();
    assertEquals(expected, joined);
  }

  @Test
  void blockCommentsSpanLinesAndCodeBehindThemIsCodeAgain() {
    String text = "/* a\n   if b */ return x;";
    assertEquals(Kind.COMMENT, kindOf(text, "if b"));
    assertEquals(Kind.KEYWORD, kindOf(text, "return"));
  }

  @Test
  void commentSignsInStringsAreText() {
    assertEquals(Kind.STRING, kindOf("s = \"/* no */\"; int y;", "/* no */"));
    assertEquals(Kind.TYPE, kindOf("s = \"/* no */\"; int y;", "int"));
  }

  @Test
  void typesCallsConstantsAndAnnotationsAreToldApart() {
    String text = "NTSTATUS Read(_In_ PIRP Irp) { return IoCall(Irp, STATUS_PENDING); }";
    assertEquals(Kind.TYPE, kindOf(text, "NTSTATUS"));
    assertEquals(Kind.TYPE, kindOf(text, "PIRP"));
    assertEquals(Kind.ANNOTATION, kindOf(text, "_In_"));
    assertEquals(Kind.CALL, kindOf(text, "IoCall"));
    assertEquals(Kind.CONSTANT, kindOf(text, "STATUS_PENDING"));
  }

  @Test
  void aHashInsideALineIsNoDirective() {
    assertEquals(Kind.DIRECTIVE, kindOf("  # include <wdm.h>", "include"));
    assertEquals(Kind.STRING, kindOf("#include <wdm.h>", "<wdm.h>"));
    assertEquals(Kind.TEXT, kindOf("x #y", "#"));
  }
}
