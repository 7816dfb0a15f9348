package dev.irpscope.analysis.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.ast.Decl;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CppTest {
  private static final String NAMES =
      "struct S { int x; }; typedef int T; int a, b, c, g(int); S s; S *p;\n";

  private static ReadUnit read(String text) {
    ReadUnit unit = Snippet.unit("snippet.cpp", text);
    assertEquals(List.of(), Snippet.problems(unit));
    for (FunctionStatus one : unit.functions()) {
      assertEquals("", one.reason(), one.name());
    }
    return unit;
  }

  private static List<String> functions(String text) {
    return read(text).unit().functions().stream().map(Decl.Function::name).toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "auto f = [](int i) { return i; }; | " + "var f: ?auto = (lambda (i: i32) { return i; });",
        "g([&, a = 1]() mutable -> int { g(a); return 1; }()); | "
            + "g((lambda () { g(a); return 1:i32; })());",
        "g([=] { a = 1; }); | g((lambda () { (= a 1:i32); }));",
        "a = [b](T x) { if (x) { return b; } return c; }(1); | "
            + "(= a (lambda (x: T) { if x { return b; } return c; })(1:i32));",
        "p[a] = s; | (= p[a] s);",
        "for (auto x : s) g(x); | for var x: ?auto in s g(x);",
        "for (const auto &x : {a, b}) { g(x); } | "
            + "for var x: ?auto in (literal ?range {a, b}) { g(x); }",
        "for (a = b ? 1 : 2; a; ) c; | for ((= a (? b 1:i32 2:i32)); a; ) c;",
        "try { g(a); } catch (S &e) { g(b); } catch (...) { throw; } | "
            + "try { g(a); } catch var e: S { g(b); } catch all { throw; }",
        "throw S(); | throw S();",
        "if (auto x = g(a)) b; else c; | { var x: ?auto = g(a); if x b; else c; }",
        "if (T x = 1; x > a) b; | { var x: T = 1:i32; if (> x a) b; }",
        "if (a = b) c; | if (= a b) c;",
        "while (T x = g(a)) b; | " + "for ( ; ) { var x: T = g(a); if x b; else break; }",
        "switch (T x = g(a)) { default: b; } | { var x: T = g(a); switch x { default: b; } }",
        "using U = unsigned; U u = 1; | typedef U: u32; var u: U = 1:i32;",
        "using namespace std; a; | ; a;",
        "S t(a, b); | var t: S = S::S(a, b);",
        "T i(1); | var i: T = 1:i32;",
        "T i{1}; | var i: T = {1:i32};",
        "return {a}; | return (literal i32 {a});",
        "s = S{a}; | (= s (literal S {a}));",
        "s = Unseen{a, b}; | (= s (literal ?Unseen {a, b}));",
        "Unseen<int> x; | var x: ?Unseen<int>;",
        "std::unique_ptr<S[]> x(p); | "
            + "var x: ?std::unique_ptr<S[]> = std::unique_ptr<S[]>::unique_ptr<S[]>(p);",
        "a = Pair<int, T>::first(1); | (= a Pair<int,T>::first(1:i32));",
        "a = make<T>(b); | (= a make<T>(b));",
        "a = b < c; | (= a (< b c));",
        "a = a < b && b > (c); | (= a (&& (< a b) (> b c)));",
        "g(a < b, b > c); | g((< a b), (> b c));",
        "Outer<Inner<int>> x; | var x: ?Outer<Inner<int>>;",
        "a = nullptr == p; | (= a (== 0:ptr(void) p));",
        "a = static_cast<T>(b); | (= a (cast T b));",
        "delete p; | operator delete(p);",
        "p = new S; | (= p operator new(type S));",
        "unseen_guard x(a); | var x: ?unseen_guard = unseen_guard::unseen_guard(a);",
        "g({a, b}); | g((literal ?braces {a, b}));",
        "s = {a}; | (= s (literal ?braces {a}));",
        "p->~S(); | p->~S();",
        "a = bool(b); | (= a (cast u8 b));",
        "a = (s.*p)(b); | (= a (, s p)(b));",
        "delete[] (T *)p; | operator delete((cast ptr(T) p));",
        "Unseen &r = (Unseen &)s; | var r: ?Unseen = (cast ?Unseen s);",
        "using U = Out::Of<T *, decltype(&g), ::g>; a; | typedef U: ?Out::Of<T*,decltype(&g),::g>; a;",
      })
  void readsStatements(String text, String tree) {
    ReadUnit unit = read(NAMES + "int f() { " + text + " }\n");
    assertEquals(tree.strip(), Snippet.statements(unit.unit().functions().getLast()));
  }

  @Test
  void aConstructorsInitialisersComeBeforeItsBody() {
    String text =
        """
        int g(int);
        struct Base { Base(int); };
        class A : public Base {
          int x, y;
          A(int i) : Base(i), x(g(i)), y{2} { g(x); }
          A() : x{1} { }
        };
        """;
    List<Decl.Function> functions = read(text).unit().functions();
    assertEquals(
        "Base::Base(i); (= this->x g(i)); (= this->y (literal ?y {2:i32})); g(x);",
        Snippet.statements(functions.getFirst()));
    assertEquals("(= this->x (literal ?x {1:i32}));", Snippet.statements(functions.get(1)));
  }

  @Test
  void aTemplatesBodyIsReadWithOpaqueTypes() {
    String text =
        """
        template <class X, int N = (1 > 0)> X twice(X a) { X b = a; return b + N; }
        template <typename X> struct Box {
          X value;
          template <class Y> void put(Y y) { value = y; }
          X get() const;
        };
        template <typename X> X Box<X>::get() const { return value; }
        template <> int Box<int>::get() const { return 1; }
        template class Box<int>;
        int use(Box<int> &box) { return box.get() + twice<int>(1); }
        """;
    assertEquals(
        List.of("twice", "Box::put", "Box<X>::get", "Box<int>::get", "use"), functions(text));
  }

  @Test
  void classesInClassesGiveTheirFunctions() {
    String text =
        """
        class Outer {
          struct Inner {
            Inner() : a(1) { }
            ~Inner() { a = 0; }
            int a;
          } inner;
          bool operator==(const Outer &other) const { return &other == this; }
          operator bool() const { return true; }
          using Word = int;
          Word get() { return inner.a; }
        };
        """;
    assertEquals(
        List.of(
            "Outer::Inner::Inner",
            "Outer::Inner::~Inner",
            "Outer::operator ==",
            "Outer::operator bool",
            "Outer::get"),
        functions(text));
  }

  @Test
  void aTypeBehindTheParametersIsLeftOut() {
    assertEquals(List.of("f"), functions("auto f(int a) -> unsigned long { return a; }"));
  }

  @Test
  void namespacesAndLinkageAreLookedInto() {
    assertEquals(
        List.of("f", "g", "h"),
        functions(
            """
            namespace a::b { int f() { return 1; } }
            inline namespace c { namespace { int g() { return 1; } } }
            extern "C" { int h(void) { return 1; } }
            using Id = int;
            Id x{1};
            """));
  }

  @Test
  void aConstructorNeedsNoTypeWhateverFollowsItsParameters() {
    assertEquals(
        List.of("A::A", "A::~A", "A::operator int"),
        functions(
            """
            A::A(Handle handle, Device device) noexcept : a(handle), b({}) { }
            A::~A() noexcept { }
            A::operator int() const { return a; }
            """));
  }

  @Test
  void functionsOfALocalClassAreMissed() {
    ReadUnit unit =
        Snippet.unit("snippet.cpp", "void f() { class L { void run() { f(); } }; L l; }");
    assertEquals(
        "The functions of a class inside a function are not read.",
        unit.functions().getLast().reason());
  }
}
