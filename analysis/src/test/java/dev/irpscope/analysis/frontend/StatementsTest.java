package dev.irpscope.analysis.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Stmt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementsTest {
  private static final String NAMES = "typedef int T; int a, b, c, st, g(int);\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "if (a) b; else if (c) a; else c; | if a b; else if c a; else c;",
        "if (a) if (b) c; else a; | if a if b c; else a;",
        "while (a) { b; continue; } | while a { b; continue; }",
        "do a; while (b); | do a; while b;",
        "for (a = 0; a < b; a++) c; | for ((= a 0:i32); (< a b); (post++ a)) c;",
        "for (T i = 0;;) break; | for (var i: T = 0:i32; ; ) break;",
        "for (;;) ; | for ( ; ) ;",
        "switch (a) { case 1: case 2: b; break; default: c; } "
            + "| switch a { case 1:i32: case 2:i32: b; break; default: c; }",
        "switch (a) { case 1 ... 3: b; default: } | switch a { case 1:i32..3:i32: b; default: ; }",
        "again: a; goto again; | again: a; goto again;",
        "goto end; end: | goto end; end: ;",
        "T x = 1, *y; | var x: T = 1:i32; var y: ptr(T);",
        "UNSEEN x; UNSEEN *y = 0; | var x: ?UNSEEN; var y: ptr(?UNSEEN) = 0:i32;",
        "a * b; | (* a b);",
        "T T = 1; T * b; | var T: T = 1:i32; (* T b);",
        "{ T a; { int T; T * a; } T * p; } "
            + "| { var a: T; { var T: i32; (* T a); } var p: ptr(T); }",
        "return; | return;",
        "return (a); | return a;",
        "__try { a; __leave; } __finally { b; } | try { a; leave; } finally { b; }",
        "__try { a; } __except (1) { b; } | try { a; } except 1:i32 { b; }",
        "try { a; leave; } finally { b; } | try { a; leave; } finally { b; }",
        "try { a; } except (1) { b; } | try { a; } except 1:i32 { b; }",
        "__asm { int 3 } a; | asm; a;",
        "asm volatile (\"nop\" : : \"r\" (a)); a; | asm; a;",
        "UNSEEN(a, b); | UNSEEN(a, b);",
        "UNSEEN(a) b = 1; | UNSEEN(a); (= b 1:i32);",
        "UNSEEN b = 1; | var b: ?UNSEEN = 1:i32;",
        "UNSEEN a; | var a: ?UNSEEN;",
        "UNSEEN { a; } | { a; }",
        "UNSEEN(a) { b; } | UNSEEN(a); { b; }",
        "UNSEEN return a; | return a;",
        "UNSEEN((a, \"x %d\", b)); | UNSEEN((, (, a \"x %d\") b));",
        "g(\"x\" UNSEEN \"y\"); | g(\"xy\");",
        "T (*f)(int) = 0; f(1); | var f: ptr(fn(i32) -> T) = 0:i32; f(1:i32);",
      })
  void reads(String text, String tree) {
    assertEquals(tree, Snippet.inFunction(NAMES, text));
  }

  private static String recovered(String statements, String... problems) {
    ReadUnit unit = Snippet.unit(NAMES + "int f(void) {\n" + statements + "\n}\nint z;\n");
    assertEquals(List.of(problems), Snippet.problems(unit));
    assertEquals(FunctionStatus.Status.PARTIAL, unit.functions().getFirst().status());
    assertEquals("var z: i32", TreeText.of(unit.unit().declarations().getLast()));
    return Snippet.statements(unit.unit().functions().getFirst());
  }

  @Test
  void leavesABadStatementOut() {
    assertEquals(
        "a; <hole>; b;",
        recovered(
            "a;\nb = = c;\nb;",
            "SYNTAX-STATEMENT snippet.c:4:3 This statement could not be read at '=';"
                + " the analysis goes on without it."));
  }

  @Test
  void leavesABadConditionOutAndKeepsTheBranches() {
    assertEquals(
        "if <hole> { a; } else { b; }",
        recovered(
            "if (a b c) { a; } else { b; }",
            "SYNTAX-CONDITION snippet.c:3:7 This condition could not be read at 'b';"
                + " the analysis goes on without it."));
  }

  @Test
  void leavesABadArgumentOutAndKeepsTheCall() {
    assertEquals(
        "g(<hole>, b);",
        recovered(
            "g(a b, b);",
            "SYNTAX-ARGUMENT snippet.c:3:5 This argument could not be read at 'b';"
                + " the analysis goes on without it."));
  }

  @Test
  void leavesAStrayTokenOutInsideANestedBlock() {
    assertEquals(
        "while a { b; <hole>; c; }",
        recovered(
            "while (a) { b; ) a; c; }",
            "SYNTAX-STATEMENT snippet.c:3:16 This statement could not be read at ')';"
                + " the analysis goes on without it."));
  }

  @Test
  void endsAFunctionWithoutClosingBraceAtTheNextLineStart() {
    ReadUnit unit =
        Snippet.unit(
            """
            int f(int a)
            {
              if (a) {
                return 1;
            }

            int h(int a)
            {
              return a;
            }
            """);
    assertEquals(List.of("f", "h"), unit.functions().stream().map(FunctionStatus::name).toList());
    assertEquals(FunctionStatus.Status.ANALYSED, unit.functions().getLast().status());
  }

  @Test
  void skipsWhatNestsTooDeep() {
    String deep = "(".repeat(5000) + "a" + ")".repeat(5000);
    ReadUnit unit =
        Snippet.unit("int deep(int a) { return " + deep + "; }\nint h(void) { return 1; }\n");
    assertEquals(
        List.of(FunctionStatus.Status.SKIPPED, FunctionStatus.Status.ANALYSED),
        unit.functions().stream().map(FunctionStatus::status).toList());
    assertEquals("deep", unit.functions().getFirst().name());
  }

  @Test
  void readsLongChainsWithoutDeepRecursion() {
    String sum = "a" + " + a".repeat(20_000);
    String chain = "if (a) b; " + "else if (a) b; ".repeat(3_000);
    String text = NAMES + "int f(void) { a = " + sum + "; " + chain + " return 0; }";
    ReadUnit unit = Snippet.unit(text);
    assertEquals(FunctionStatus.Status.ANALYSED, unit.functions().getFirst().status());
    assertEquals(3, unit.unit().functions().getFirst().body().statements().size());
  }

  @Test
  void numbersNodesInPreOrder() {
    Decl.Function function =
        Snippet.unit("int f(int a) { if (a + 1) return a; return 2; }")
            .unit()
            .functions()
            .getFirst();
    Stmt.Compound body = function.body();
    assertEquals(0, body.id().index());
    Stmt.If choice = (Stmt.If) body.statements().getFirst();
    assertEquals(1, choice.id().index());
    assertEquals(2, choice.condition().id().index());
    assertEquals(5, choice.whenTrue().id().index());
    assertEquals(7, body.statements().get(1).id().index());
    assertEquals(9, function.nodeCount());
  }

  @Test
  void pointsAtTheTextOfEachStatement() {
    Decl.Function function =
        Snippet.unit(
                """
                int f(int a)
                {
                  a = 1;
                  return a;
                }
                """)
            .unit()
            .functions()
            .getFirst();
    Stmt second = function.body().statements().get(1);
    assertEquals("return a;", second.origin().site().text());
    assertEquals(4, second.origin().site().line());
    assertTrue(function.origin().site().text().endsWith("}"));
  }

  @Test
  void readsMembersOfCppClasses() {
    ReadUnit unit =
        Snippet.unit(
            "device.cpp",
            """
            class CDevice : public CBase {
            public:
              CDevice(int x) : m_x(x) { Init(); }
              int Run(int a) { return a; }
              bool Ready() const;
            private:
              int m_x;
            };
            bool CDevice::Ready() const { return m_x != 0 && this->m_x != nullptr; }
            int h(CDevice *d) { return static_cast<int>(d->Run(1)); }
            """);
    assertEquals(List.of(), Snippet.problems(unit));
    assertEquals(
        List.of("CDevice::CDevice", "CDevice::Run", "CDevice::Ready", "h"),
        unit.functions().stream().map(FunctionStatus::name).toList());
    assertEquals(
        "return (cast i32 d->Run(1:i32));", Snippet.statements(unit.unit().functions().getLast()));
  }
}
