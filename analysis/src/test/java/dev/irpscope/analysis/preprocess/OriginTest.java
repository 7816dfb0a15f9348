package dev.irpscope.analysis.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Origin.Expansion;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OriginTest {
  @Test
  void plainTextIsItsOwnOrigin() {
    Token token = only(Sources.unit("int x;"), "x");
    assertEquals(Origin.Part.PLAIN, token.origin().part());
    assertEquals("x", token.origin().site().text());
    assertEquals(List.of(), token.origin().chain());
  }

  @Test
  void bodyAndArgumentShareTheExpansionAndKeepTheirPlaces() {
    PreprocessedUnit unit =
        Sources.unit("#define SEND(d, i) IoCallDriver((d)->Next, i)\nst = SEND(ext, Irp);");
    Token call = only(unit, "IoCallDriver");
    Token irp = only(unit, "Irp");
    assertEquals(Origin.Part.BODY, call.origin().part());
    assertEquals(1, call.origin().written().line());
    assertEquals(Origin.Part.ARGUMENT, irp.origin().part());
    assertEquals(2, irp.origin().written().line());
    assertEquals("SEND(ext, Irp)", call.origin().site().text());
    assertEquals("SEND(ext, Irp)", irp.origin().site().text());
    assertSame(call.origin().expansion().orElseThrow(), irp.origin().expansion().orElseThrow());
    assertEquals("SEND", call.origin().expansion().orElseThrow().definition().orElseThrow().text());
  }

  @Test
  void aMacroInABodyIsInsideTheOuterOne() {
    PreprocessedUnit unit =
        Sources.unit(
            """
            #define INNER(x) x + one
            #define OUTER(y) INNER(y * 2)
            OUTER(z);
            """);
    assertEquals(List.of("OUTER", "INNER"), macros(only(unit, "one")));
    assertEquals("OUTER(z)", only(unit, "one").origin().site().text());
    Expansion inner = only(unit, "one").origin().expansion().orElseThrow();
    assertEquals("INNER(y * 2)", inner.invocation().written().text());
    assertEquals(List.of("OUTER", "INNER"), macros(only(unit, "z")));
    assertEquals(3, only(unit, "z").origin().written().line());
  }

  @Test
  void aMacroInAnArgumentIsInsideTheOuterOne() {
    PreprocessedUnit unit =
        Sources.unit(
            """
            #define G(y) y two
            #define F(a) a one
            F(G(z));
            """);
    assertEquals(List.of("F", "G"), macros(only(unit, "two")));
    assertEquals(List.of("F", "G"), macros(only(unit, "z")));
    assertEquals(List.of("F"), macros(only(unit, "one")));
    Expansion g = only(unit, "two").origin().expansion().orElseThrow();
    assertEquals("G(z)", g.invocation().written().text());
    assertEquals(Origin.Part.ARGUMENT, g.invocation().part());
    assertEquals("F(G(z))", only(unit, "z").origin().site().text());
  }

  @Test
  void aCallThatReachesIntoTheFollowingTextIsPointedAtWhole() {
    PreprocessedUnit unit =
        Sources.unit(
            """
            #define F(a) a one
            #define HALF F(
            HALF z);
            """);
    assertEquals("HALF z)", only(unit, "one").origin().site().text());
    assertEquals("HALF z)", only(unit, "z").origin().site().text());
  }

  @Test
  void aCallMadeOfANameFromAnArgumentStaysInsideItsMacro() {
    PreprocessedUnit unit =
        Sources.unit(
            """
            #define ADD(a, b) a plus b
            #define CALL(f, x) f(x, x)
            CALL(ADD, q);
            """);
    assertEquals(List.of("CALL", "ADD"), macros(only(unit, "plus")));
    assertEquals("CALL(ADD, q)", only(unit, "plus").origin().site().text());
  }

  @Test
  void anExpansionCanBeShownAsText() {
    PreprocessedUnit unit =
        Sources.unit(
            """
            #define BAIL(s) do { st = (s); goto out; } while (0)
            BAIL(STATUS_PENDING);
            """);
    ExpansionTexts texts = new ExpansionTexts(unit, unit.file());
    assertEquals(1, texts.invocations().size());
    assertEquals(
        """
        do {
            st = (STATUS_PENDING);
            goto out;
        } while (0)\
        """,
        texts.text(texts.invocations().getFirst()).orElseThrow());
  }

  @Test
  void aMacroGivenByAnOptionHasNoDefinition() {
    Sources sources = new Sources().with("a.c", "VALUE");
    PreprocessedUnit unit =
        new Preprocessor(
                Configuration.standard().with(Define.parse("VALUE=7")),
                sources,
                new PreprocessorCache())
            .preprocess(sources.file("a.c"));
    Token seven = only(unit, "7");
    assertEquals("VALUE", seven.origin().site().text());
    assertEquals(java.util.Optional.empty(), seven.origin().expansion().orElseThrow().definition());
  }

  private static List<String> macros(Token token) {
    return token.origin().chain().stream().map(Expansion::macro).toList();
  }

  private static Token only(PreprocessedUnit unit, String text) {
    return unit.tokens().stream().filter(token -> token.is(text)).findFirst().orElseThrow();
  }
}
