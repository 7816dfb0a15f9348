package dev.irpscope.analysis.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionsTest {
  private static final String NAMES =
      """
      typedef unsigned long ULONG;
      typedef struct _EXT { int Flags; struct _EXT *Next; int Table[4]; } EXT, *PEXT;
      enum { RED, GREEN = 7, BLUE };
      int a, b, c, d, status, n, x;
      int g(int);
      PEXT ext;
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "a + b * c                    => (+ a (* b c))",
        "a * b + c                    => (+ (* a b) c)",
        "a - b - c                    => (- (- a b) c)",
        "a << b + c                   => (<< a (+ b c))",
        "a < b == c                   => (== (< a b) c)",
        "a & b == c                   => (& a (== b c))",
        "a ^ b & c                    => (^ a (& b c))",
        "a ^ b | c                    => (| (^ a b) c)",
        "a && b || c && d             => (|| (&& a b) (&& c d))",
        "a || b && c                  => (|| a (&& b c))",
        "a ? b : c ? d : n            => (? a b (? c d n))",
        "a = b = c                    => (= a (= b c))",
        "a += b ? c : d               => (+= a (? b c d))",
        "a, b, c                      => (, (, a b) c)",
        "-a * !b                      => (* (- a) (! b))",
        "*ext->Next                   => (* ext->Next)",
        "&ext->Table[n + 1]           => (& ext->Table[(+ n 1:i32)])",
        "(*ext).Flags++               => (post++ (* ext).Flags)",
        "- - a                        => (- (- a))",
        "sizeof a + b                 => (+ (sizeof a) b)",
        "sizeof(EXT) * 2              => (* (sizeof-type EXT) 2:i32)",
        "sizeof(ext->Table)           => (sizeof ext->Table)",
        "sizeof(UNSEEN)               => (sizeof-type ?UNSEEN)",
        "(ULONG)a + b                 => (+ (cast ULONG a) b)",
        "(ULONG)(a)                   => (cast ULONG a)",
        "(PUNSEEN)ext                 => (cast ?PUNSEEN ext)",
        "(UNSEEN)(x)                  => (cast ?UNSEEN x)",
        "(UNSEEN *)ext->Next          => (cast ptr(?UNSEEN) ext->Next)",
        "(PUNSEEN)&a                  => (cast ?PUNSEEN (& a))",
        "(status) & x                 => (& status x)",
        "(status) - 1                 => (- status 1:i32)",
        "(g)(x)                       => g(x)",
        "(ULONG)(PEXT)(a)             => (cast ULONG (cast PEXT a))",
        "(void (*)(int, PEXT))a       => (cast ptr(fn(i32, PEXT) -> void) a)",
        "((int (*)(void))a)()         => (cast ptr(fn() -> i32) a)()",
        "GREEN + BLUE                 => (+ 7:i32 8:i32)",
        "MACRO(a, PEXT, struct _EXT *) => MACRO(a, type PEXT, type ptr(struct _EXT))",
        "MACRO(, a)                   => MACRO(<hole>, a)",
        "ext->Next->Next->Flags       => ext->Next->Next->Flags",
        "(EXT){ .Flags = 1 }.Flags    => (literal EXT {.Flags=1:i32}).Flags",
        "__builtin_offsetof(EXT, Next) => (offsetof EXT .Next)",
        "__irpscope_container(ext, EXT, Next) => (container ext EXT .Next)",
        "\"one\" \" two\"              => \"one two\"",
        "L\"wide\"                    => L\"wide\"",
        "({ a = 1; b; })              => (do { (= a 1:i32); b; })",
        "a ?: b                       => (? a a b)",
        "__builtin_va_arg(x, PEXT)    => __builtin_va_arg(x, type PEXT)",
      })
  void bindsAsTheStandardSays(String expression, String tree) {
    assertEquals(tree + ";", Snippet.inFunction(NAMES, expression + ";"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "0 => 0:i32",
        "017 => 15:i32",
        "2147483647 => 2147483647:i32",
        "2147483648 => 2147483648:i64",
        "0x80000000 => 2147483648:u32",
        "0xC0000001L => 3221225473:u32",
        "1u => 1:u32",
        "10I64 => 10:i64",
        "10ui64 => 10:u64",
        "0LL => 0:i64",
        "0xFFFFFFFFFFFFFFFF => -1:u64",
        "0b101 => 5:i32",
        "'A' => 65:i32",
        "'\\n' => 10:i32",
        "'\\xff' => -1:i32",
        "'gaTM' => 1734431821:i32",
        "L'x' => 120:u16",
        "'\\0' => 0:i32",
      })
  void givesConstantsTheirTypes(String constant, String tree) {
    assertEquals(tree + ";", Snippet.inFunction("", constant + ";"));
  }
}
