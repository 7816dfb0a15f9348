package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.grammar.CParser;
import dev.irpscope.analysis.source.SourceFile;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which spellings are keywords, and what becomes of them: C11 6.4.1 with the words that Microsoft's
 * compiler and GCC add. C++ words count in C++ files only.
 */
final class Vocabulary {
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("__const", "const"),
          Map.entry("__const__", "const"),
          Map.entry("__volatile", "volatile"),
          Map.entry("__volatile__", "volatile"),
          Map.entry("__signed", "signed"),
          Map.entry("__signed__", "signed"),
          Map.entry("_int8", "__int8"),
          Map.entry("_int16", "__int16"),
          Map.entry("_int32", "__int32"),
          Map.entry("_int64", "__int64"),
          Map.entry("__wchar_t", "wchar_t"),
          Map.entry("__typeof", "typeof"),
          Map.entry("__typeof__", "typeof"),
          Map.entry("decltype", "typeof"),
          Map.entry("__thread", "_Thread_local"),
          Map.entry("thread_local", "_Thread_local"),
          Map.entry("__alignof", "_Alignof"),
          Map.entry("__alignof__", "_Alignof"),
          Map.entry("alignof", "_Alignof"),
          Map.entry("_try", "__try"),
          Map.entry("_except", "__except"),
          Map.entry("_finally", "__finally"),
          Map.entry("_leave", "__leave"));

  private static final Set<String> CPP_ONLY =
      Set.of(
          "class",
          "bool",
          "wchar_t",
          "new",
          "delete",
          "try",
          "catch",
          "throw",
          "using",
          "nullptr",
          "true",
          "false",
          "static_assert",
          "static_cast",
          "reinterpret_cast",
          "const_cast",
          "dynamic_cast");

  /** Words that mean nothing to the analysis. */
  private static final Set<String> DROPPED =
      Set.of(
          "inline",
          "__inline",
          "__inline__",
          "_inline",
          "__forceinline",
          "_forceinline",
          "_Noreturn",
          "__cdecl",
          "_cdecl",
          "__stdcall",
          "_stdcall",
          "__fastcall",
          "_fastcall",
          "__thiscall",
          "__vectorcall",
          "__clrcall",
          "__unaligned",
          "__ptr32",
          "__ptr64",
          "__sptr",
          "__uptr",
          "__w64",
          "__restrict",
          "__restrict__",
          "__extension__");

  private static final Set<String> DROPPED_CPP =
      Set.of("virtual", "explicit", "friend", "constexpr", "mutable", "typename");

  private static final Set<String> DROPPED_WITH_ARGUMENTS =
      Set.of(
          "__declspec",
          "_declspec",
          "__attribute__",
          "__attribute",
          "_Alignas",
          "alignas",
          "__pragma",
          "_Pragma",
          "__based");

  private static final Set<String> BASIC_TYPES =
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
          "_Complex",
          "__int8",
          "__int16",
          "__int32",
          "__int64",
          "__int128");

  private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "restrict", "_Atomic");

  private static final Set<String> STORAGE =
      Set.of("typedef", "extern", "static", "auto", "register", "_Thread_local");

  private static final Set<String> ASSEMBLY = Set.of("__asm", "_asm", "asm", "__asm__");

  // After the word lists, which the constructor needs.
  static final Vocabulary C = new Vocabulary(false);
  static final Vocabulary CPP = new Vocabulary(true);

  private final boolean cpp;
  private final Map<String, Integer> types = new HashMap<>();

  private Vocabulary(boolean cpp) {
    this.cpp = cpp;
    var vocabulary = CParser.VOCABULARY;
    for (int type = 1; type <= vocabulary.getMaxTokenType(); type++) {
      String literal = vocabulary.getLiteralName(type);
      if (literal != null) {
        String spelling = literal.substring(1, literal.length() - 1);
        if (cpp || !CPP_ONLY.contains(spelling)) {
          types.put(spelling, type);
        }
      }
    }
  }

  /** The language of a file, told from its name. */
  static Vocabulary of(SourceFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    boolean cpp = name.endsWith(".cpp") || name.endsWith(".cxx") || name.endsWith(".cc");
    return cpp ? CPP : C;
  }

  boolean isCpp() {
    return cpp;
  }

  /** The one spelling that the grammar knows a word by. */
  static String canonical(String spelling) {
    return ALIASES.getOrDefault(spelling, spelling);
  }

  /** The token type of a keyword or punctuator. */
  OptionalInt type(String spelling) {
    Integer type = types.get(canonical(spelling));
    return type == null ? OptionalInt.empty() : OptionalInt.of(type);
  }

  /** Whether an identifier token is an ordinary name, neither keyword nor dropped. */
  boolean isPlain(String word) {
    return !types.containsKey(canonical(word))
        && !isDropped(word)
        && !isDroppedWithArguments(word)
        && !ASSEMBLY.contains(word);
  }

  boolean isDropped(String word) {
    return DROPPED.contains(word) || (cpp && DROPPED_CPP.contains(word));
  }

  boolean isDroppedWithArguments(String word) {
    return DROPPED_WITH_ARGUMENTS.contains(word) || (cpp && word.equals("noexcept"));
  }

  boolean isAssembly(String word) {
    return ASSEMBLY.contains(word);
  }

  boolean isBasicType(String word) {
    String canonical = canonical(word);
    return BASIC_TYPES.contains(canonical) && types.containsKey(canonical);
  }

  boolean isQualifier(String word) {
    return QUALIFIERS.contains(canonical(word));
  }

  boolean isStorage(String word) {
    return STORAGE.contains(canonical(word));
  }

  boolean isRecord(String word) {
    return word.equals("struct") || word.equals("union") || (cpp && word.equals("class"));
  }

  /** Whether a word starts or continues a type: specifiers and qualifiers, no typedef names. */
  boolean isTypeWord(String word) {
    return isBasicType(word)
        || isQualifier(word)
        || isRecord(word)
        || word.equals("enum")
        || canonical(word).equals("typeof");
  }
}
