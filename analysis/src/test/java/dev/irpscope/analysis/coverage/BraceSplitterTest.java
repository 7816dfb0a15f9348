package dev.irpscope.analysis.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BraceSplitterTest {
  private static List<String> c(String text) {
    return BraceSplitter.find(text, false).stream().map(FoundFunction::name).toList();
  }

  private static List<String> cpp(String text) {
    return BraceSplitter.find(text, true).stream().map(FoundFunction::name).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "int f(void) { return 1; } # f",
        "static struct pair *g(int a, struct pair b) { if (a) { a++; } return 0; } # g",
        "_IRQL_requires_(PASSIVE_LEVEL) NTSTATUS Start(_In_ PIRP Irp) _Must_hold_(x) { } # Start",
        "NTSTATUS NTAPI (Stop)(int a) { } # NTAPI",
        "int old(a, b) int a; char *b; { return a; } # old",
        "CODE_SEG(\"PAGE\") NTSTATUS NTAPI Paged(VOID) { } # Paged",
      })
  void findsADefinition(String text, String name) {
    assertEquals(List.of(name.strip()), c(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "struct a { int (*f)(int); };",
        "typedef struct _Size_(4) b { int x; } b;",
        "int t[] = { f(1), g(2) };",
        "enum e { A = 1, B };",
        "int f(int a);",
        "/* int f(void) { } */ // int g(void) { }",
      })
  void findsNoneInOtherBraces(String text) {
    assertEquals(List.of(), c(text));
  }

  @Test
  void quotesAndCommentsHoldNoBraces() {
    String text =
        """
        int f(void) { char *s = "}\\"}"; char c = '}'; /* } */ return '\\''; }
        int g(void) { } // }
        """;
    assertEquals(List.of("f", "g"), c(text));
  }

  @Test
  void macroDefinitionsAreNoText() {
    assertEquals(List.of("f"), c("#define OPEN int x() { \\\n  {{{\nint f(void) { }\n"));
  }

  @Test
  void bracesOfTheArmsOfAConditionalCountOnce() {
    String text =
        """
        int f(int a) {
        #ifdef A
          if (a) {
        #else
          if (!a) {
        #endif
          }
        }
        int g(void) { }
        """;
    assertEquals(List.of("f", "g"), c(text));
  }

  @Test
  void functionsOfAllArmsAreFound() {
    String text =
        """
        #if 0
        int dead(void) { it's not closed {
        #else
        int a(void) { }
        #endif
        #ifdef X
        int b(void) { }
        #else
        int c(void) { }
        #endif
        int d(int x,
        #if Y
           int y) {
        #else
           long y) {
        #endif
        }
        int e(void) { }
        """;
    assertEquals(List.of("a", "b", "c", "d", "e"), c(text));
  }

  @Test
  void whatFollowsALostBraceIsFoundAgain() {
    assertEquals(List.of("f", "g"), c("int f(void) {\n  if (1) {\n}\nint g(void) {\n}\n"));
  }

  @Test
  void linesOfHeadBodyAndEnd() {
    FoundFunction function = BraceSplitter.find("\nstatic int\nf(void)\n{\n}\n", false).getFirst();
    assertEquals(2, function.headLine());
    assertEquals(4, function.bodyLine());
    assertEquals(5, function.endLine());
  }

  @Test
  void membersAreFoundInClassesAndNamespaces() {
    String text =
        """
        namespace n { extern "C" {
        class A : public B {
        public:
          A() : x(1), y{2} { }
          ~A() { }
          int get() const { return x; }
          static int later(int);
        };
        } }
        int A::later(int a) { auto f = [](int b) { return b; }; return f(a); }
        template <class T> T twice(T a) { return a + a; }
        bool operator==(const A &a, const A &b) { return true; }
        STDMETHODIMP_(ULONG) A::AddRef() { return 1; }
        enum class E : int { ONE };
        struct P { int a; } p;
        """;
    assertEquals(List.of("A", "A", "get", "later", "twice", "operator==", "AddRef"), cpp(text));
  }
}
