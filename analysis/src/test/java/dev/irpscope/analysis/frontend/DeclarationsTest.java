package dev.irpscope.analysis.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.RecordDefinition;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeclarationsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "int x; | var x: i32",
        "unsigned long long int x; | var x: u64",
        "long unsigned x; | var x: u32",
        "signed char x; | var x: i8",
        "__int64 x; | var x: i64",
        "unsigned __int16 x; | var x: u16",
        "const char * const x; | var x: ptr(i8)",
        "int *x[3]; | var x: array(ptr(i32), 3)",
        "int (*x)[3]; | var x: ptr(array(i32, 3))",
        "int x[2][3]; | var x: array(array(i32, 3), 2)",
        "int x[] = {1, 2, [5] = 3}; | var x: array(i32, 6) = {1:i32, 2:i32, [5:i32]=3:i32}",
        "char x[] = \"abc\"; | var x: array(i8, 4) = \"abc\"",
        "int x[sizeof(int) * 2 + 1]; | var x: array(i32, 9)",
        "int x[(1 << 4) + 3]; | var x: array(i32, 19)",
        "void (*x)(int, char *); | var x: ptr(fn(i32, ptr(i8)) -> void)",
        "int (*x(void))(char); | proto x: fn() -> ptr(fn(i8) -> i32)",
        "int (*(*x)(int))(char); | var x: ptr(fn(i32) -> ptr(fn(i8) -> i32))",
        "int f(int a[], int g(void)); | proto f: fn(ptr(i32), ptr(fn() -> i32)) -> i32",
        "int f(const char *s, ...); | proto f: fn(ptr(i8), ...) -> i32",
        "int f(); | proto f: fn() -> i32",
        "int f(void); | proto f: fn() -> i32",
        "static int f(int); | static proto f: fn(i32) -> i32",
        "extern int x; | extern var x: i32",
        "enum color { RED, GREEN } x; | var x: enum color",
        "typedef int INT_T; | typedef INT_T: i32",
        "struct s; | type struct s",
        "union u *x; | var x: ptr(union u)",
        "PUNSEEN x; | var x: ?PUNSEEN",
        "UNSEEN *x; | var x: ptr(?UNSEEN)",
        "UNSEEN f(PUNSEEN a, UNSEEN *b, UNSEEN); "
            + "| proto f: fn(?PUNSEEN, ptr(?UNSEEN), ?UNSEEN) -> ?UNSEEN",
        "int __stdcall f(int __cdecl g(void)); | proto f: fn(ptr(fn() -> i32)) -> i32",
        "int UNSEENAPI f(int a); | proto f: fn(i32) -> i32",
        "int (UNSEENAPI *f)(int a); | var f: ptr(fn(i32) -> i32)",
        "CODE_SEG(\"PAGE\") static int f(int a); | static proto f: fn(i32) -> i32",
        "_Must_check_ int f(_In_ int a, _Out_writes_(n) int *b, int c OPTIONAL); "
            + "| proto f: fn(i32, ptr(i32), i32) -> i32",
        "__declspec(align(8)) int x; | var x: i32",
        "int x __attribute__((aligned(8))); | var x: i32",
        "struct __attribute__((packed)) p { char c; int i; } x; | var x: struct p",
        "int x : 3; | ",
      })
  void readsDeclarators(String text, String tree) {
    if (tree == null) {
      assertEquals(1, Snippet.unit(text).diagnostics().size());
    } else {
      assertEquals(tree, Snippet.declarations(text));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "int f(a, b) char *a; short b; {} | fn(ptr(i8), i16) -> i32",
        "static f(a, b, c) char b, *c; {} | fn(i32, i8, ptr(i8)) -> i32",
        "int f(g, a) struct s *a; int (*g)(void); {} | fn(ptr(fn() -> i32), ptr(struct s)) -> i32",
        "int f(a) register const char a[4]; {} | fn(ptr(i8)) -> i32",
        "UNSEEN *f(a, b) PUNSEEN a; UNSEEN *b; {} | fn(?PUNSEEN, ptr(?UNSEEN)) -> ptr(?UNSEEN)",
      })
  void readsParametersThatAreDeclaredBehindTheirList(String text, String type) {
    Decl.Function function =
        Snippet.unit("int before; " + text + " int after(void) { return 0; }")
            .unit()
            .functions()
            .getFirst();
    assertEquals(type, TreeText.of(function.type()));
    assertEquals(
        text.substring(text.indexOf("f(") + 2, text.indexOf(')')),
        function.parameters().stream().map(Decl.Parameter::name).collect(Collectors.joining(", ")));
  }

  @Test
  void readsWhatFollowsAnOldStyleDefinition() {
    assertEquals(
        "function f: fn(i16) -> i32 { return a; }\nvar x: i32\nproto g: fn(?UNSEEN) -> i32",
        Snippet.declarations("int f(a) short a; { return a; } int x; int g(UNSEEN) UNSEENATTR;"));
  }

  @Test
  void keepsTheNameOfARole() {
    assertEquals(
        "typedef ROUTINE: fn(ptr(void)) -> i32\nproto Done: fn(ptr(void)) -> i32 role ROUTINE",
        Snippet.declarations("typedef int ROUTINE(void *p); ROUTINE Done;"));
  }

  @Test
  void keepsAttributesThatMatterInAnyPlace() {
    assertEquals(
        "function f: fn() -> i32 @__irpscope_dispatch_type((+ 1:i32 2:i32))"
            + " @__irpscope_function_class(Role) { return 0:i32; }",
        Snippet.declarations(
            "__irpscope_dispatch_type(1 + 2) int __irpscope_function_class(Role) f(void)"
                + " { return 0; }"));
  }

  @Test
  void entersEnumeratorsWithTheirValues() {
    assertEquals(
        "type enum e\nvar x: array(i32, 12)",
        Snippet.declarations("enum e { A = 4, B, C = A + B + 3 }; int x[C];"));
  }

  private static RecordDefinition record(String text, int index) {
    Decl decl = Snippet.unit(text).unit().declarations().get(index);
    CType type =
        switch (decl) {
          case Decl.TypeOnly only -> only.type();
          case Decl.Variable variable -> variable.type();
          case Decl.Typedef typedef -> typedef.type();
          default -> throw new AssertionError(decl);
        };
    return ((CType.Struct) type.canonical()).definition();
  }

  @Test
  void completesRecordsWithBitFieldsAndAnonymousMembers() {
    RecordDefinition record =
        record(
            "struct s { unsigned A : 3; unsigned : 5; union { int I; struct { char C; }; };"
                + " int T[2], *P; };",
            0);
    List<String> fields =
        record.fields().stream()
            .map(f -> f.name() + ":" + TreeText.of(f.type()) + f.bits())
            .toList();
    assertEquals(
        List.of(
            "A:u32OptionalInt[3]",
            ":u32OptionalInt[5]",
            ":union <unnamed>OptionalInt.empty",
            "T:array(i32, 2)OptionalInt.empty",
            "P:ptr(i32)OptionalInt.empty"),
        fields);
  }

  @Test
  void obeysPackPragmas() {
    String text =
        """
        #pragma pack(push, 1)
        struct a { char c; int i; };
        #pragma pack(pop)
        struct b { char c; int i; };
        int x[sizeof(struct a)], y[sizeof(struct b)];
        """;
    assertEquals(1, record(text, 0).packing());
    assertEquals(0, record(text, 1).packing());
    assertEquals(
        "type struct a\ntype struct b\nvar x: array(i32, 5)\nvar y: array(i32, 8)",
        Snippet.declarations(text));
  }

  @Test
  void readsInsideLinkageBlocksAndIgnoresUnknownMacros() {
    assertEquals(
        "var a: i32\nextern proto f: fn() -> i32\nvar b: i32",
        Snippet.declarations(
            """
            extern "C" { int a; }
            extern "C" int f(void);
            UNSEEN_GUID(x, 1, "s");
            UNSEEN_ANNOTATION(y)
            int b;
            """));
  }

  @Test
  void costsNeighboursNothing() {
    ReadUnit unit = Snippet.unit("int a;\nint = ) broken;\nint b;\n");
    assertEquals(
        List.of("var a: i32", "error ", "var b: i32"),
        unit.unit().declarations().stream().map((Decl d) -> TreeText.of(d)).toList());
    assertEquals(
        List.of("SYNTAX-DECLARATION snippet.c:2:5 This declaration could not be read at '='."),
        Snippet.problems(unit));
  }
}
