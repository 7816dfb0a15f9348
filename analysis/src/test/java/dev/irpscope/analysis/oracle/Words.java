package dev.irpscope.analysis.oracle;

import java.util.Set;

/** Words of C and its dialects as far as counting in tokens needs them. */
final class Words {
  /** Words that a parenthesis can follow without a call. */
  static final Set<String> NOT_CALLED =
      Set.of(
          "if",
          "while",
          "for",
          "switch",
          "return",
          "sizeof",
          "case",
          "else",
          "do",
          "goto",
          "_Alignof",
          "__alignof",
          "__alignof__",
          "alignof",
          "typeof",
          "__typeof__",
          "__typeof",
          "decltype",
          "defined",
          "__try",
          "_try",
          "__except",
          "_except",
          "__finally",
          "_finally",
          "__leave",
          "_leave",
          "__asm",
          "__asm__",
          "asm",
          "_asm",
          "volatile",
          "const",
          "static",
          "extern",
          "register",
          "auto",
          "typedef",
          "inline",
          "__inline",
          "__forceinline",
          "_Static_assert",
          "static_assert",
          "catch",
          "throw",
          "new",
          "delete",
          "noexcept",
          "__builtin_offsetof",
          "__builtin_types_compatible_p",
          "static_cast",
          "reinterpret_cast",
          "const_cast",
          "dynamic_cast",
          "operator",
          "__extension__",
          "restrict",
          "__restrict",
          "__unaligned",
          "__ptr64",
          "__ptr32",
          "__cdecl",
          "__stdcall",
          "__fastcall",
          "_Generic",
          "__irpscope_container");

  /** Words that are types. */
  static final Set<String> TYPES =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "signed",
          "unsigned",
          "float",
          "double",
          "_Bool",
          "bool",
          "wchar_t",
          "__int8",
          "__int16",
          "__int32",
          "__int64",
          "__int128",
          "_int64",
          "struct",
          "union",
          "enum",
          "class",
          "const",
          "volatile",
          "__signed__",
          "__wchar_t",
          "__volatile__",
          "__const",
          "typename");

  /** Words whose parenthesis holds nothing that runs. */
  static final Set<String> ATTRIBUTES =
      Set.of(
          "__declspec",
          "_declspec",
          "__attribute__",
          "__attribute",
          "__pragma",
          "_Pragma",
          "_Alignas",
          "alignas",
          "__based",
          "_Static_assert",
          "static_assert");

  static final Set<String> ASSEMBLY = Set.of("__asm", "__asm__", "asm", "_asm");

  private Words() {}
}
