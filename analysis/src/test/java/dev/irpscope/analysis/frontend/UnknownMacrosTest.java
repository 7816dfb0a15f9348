package dev.irpscope.analysis.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.wdk.headers.BuiltInHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What macros that are defined nowhere do to the status of a function. */
final class UnknownMacrosTest {
  private static final String NAMES = "typedef int T; int a, b, g(int);\n";

  private static FunctionStatus status(String statements) {
    return Snippet.unit(NAMES + "int f(void) { " + statements + " }").functions().getLast();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MACRO(a, b);",
        "MACRO(T);",
        "MACRO(a, ==, b);",
        "MACRO(g(a), <=, b, a);",
        "MACRO;",
        "g(MACRO);",
        "IN T x; x = 1;",
        "MACRO x; x = a;",
        "g(\"x\" MACRO \"y\");",
        "struct Q { int T; } q; a = __builtin_offsetof(struct Q, T);",
      })
  void mayStandWhereACallOrValueOrTypeStands(String statements) {
    assertEquals("", status(statements).reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MACRO return a;",
        "MACRO { a = b; }",
        "MACRO(a) { a = b; }",
        "MACRO(a) a = b;",
        "if (a) MACRO else b = a;",
      })
  void makeAFunctionPartialWhereTheyMayHideAStatement(String statements) {
    FunctionStatus status = status(statements);
    assertEquals(FunctionStatus.Status.PARTIAL, status.status());
    assertEquals("'MACRO' seems to be a macro that is defined nowhere.", status.reason());
  }

  @Test
  void anEmptyArgumentIsAHole() {
    assertEquals("An argument is missing at ','.", status("MACRO(a, , b);").reason());
  }

  @Test
  void aFunctionMayHaveAVariableOfItsOwnName() {
    ReadUnit unit = Snippet.unit("int f(void) { PUNSEEN f = 0; return *f; }");
    assertEquals("", unit.functions().getLast().reason());
  }

  @Test
  void theWordsOfPortableExceptionsAreKnownWithoutTheirHeader() {
    SourceFile file =
        new SourceFile(
            "a.c",
            SourceFile.Place.FOLDER,
            """
            int g(int);
            int f(void) {
              _SEH2_TRY { g(1); _SEH2_LEAVE; } _SEH2_EXCEPT(1) { _SEH2_YIELD(return 2); } _SEH2_END;
              return 3;
            }
            """);
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), new BuiltInHeaders(), new PreprocessorCache());
    ReadUnit unit = UnitReader.read(preprocessor.preprocess(file), new DeclarationCache());
    assertEquals("", unit.functions().getLast().reason());
    assertEquals(
        "try { { g(1:i32); leave; } } except 1:i32 { { return 2:i32; } } ; return 3:i32;",
        Snippet.statements(unit.unit().functions().getLast()));
  }

  @Test
  void aWordThatAHeaderEndsWithBelongsToNoFunction() {
    List<Token> tokens = new ArrayList<>(tokens("a.h", "MACRO_END"));
    tokens.addAll(tokens("a.c", "\nint f(void) { return 1; }"));
    List<Piece> pieces =
        DeclarationSplitter.split(
                tokens, Vocabulary.C, new DeclarationSplitter.Around(PackStack.State.INITIAL), true)
            .pieces();
    assertEquals("a.c", pieces.getLast().span().file().path());
    assertEquals(2, pieces.getLast().span().line());
  }

  private static List<Token> tokens(String name, String text) {
    HeaderSearch none = (_, _, _) -> new HeaderSearch.Result.Missing();
    return new Preprocessor(Configuration.standard(), none, new PreprocessorCache())
        .preprocess(new SourceFile(name, SourceFile.Place.FOLDER, text)).tokens().stream()
            .filter(token -> token.kind() != Token.Kind.END)
            .toList();
  }
}
