package dev.irpscope.analysis.frontend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides by looking ahead whether an identifier is a type name. Declared names decide by their
 * declaration; for names that are declared nowhere the text around them decides, as a reader who
 * lacks the header would.
 */
final class Names {
  /** What is known of a name. */
  enum Meaning {
    TYPE,
    OBJECT,
    UNKNOWN
  }

  private final TokenCursor cursor;
  private final Scope file;
  private final Deque<Map<String, Meaning>> blocks = new ArrayDeque<>();

  Names(TokenCursor cursor, Scope file) {
    this.cursor = cursor;
    this.file = file;
    enterBlock();
  }

  void enterBlock() {
    blocks.push(new HashMap<>());
  }

  void leaveBlock() {
    blocks.pop();
  }

  void declare(String name, Meaning meaning) {
    blocks.element().put(name, meaning);
  }

  boolean isLocal(String name) {
    return blocks.stream().anyMatch(block -> block.containsKey(name));
  }

  Meaning meaning(String name) {
    for (Map<String, Meaning> block : blocks) {
      Meaning found = block.get(name);
      if (found != null) {
        return found;
      }
    }
    return file.lookup(name)
        .map(entity -> entity instanceof Scope.Entity.TypeName ? Meaning.TYPE : Meaning.OBJECT)
        .orElse(Meaning.UNKNOWN);
  }

  boolean isTypeName(int index) {
    return cursor.isPlain(index) && meaning(cursor.token(index).text()) == Meaning.TYPE;
  }

  boolean isUnknown(int index) {
    return cursor.isPlain(index) && meaning(cursor.token(index).text()) == Meaning.UNKNOWN;
  }

  boolean isObject(int index) {
    return cursor.isPlain(index) && meaning(cursor.token(index).text()) == Meaning.OBJECT;
  }

  /** Whether a type surely starts here. */
  boolean startsType(int index) {
    return (cursor.isWord(index) && cursor.vocabulary().isTypeWord(cursor.token(index).text()))
        || isTypeName(index);
  }

  boolean isDropped(int index) {
    return cursor.isWord(index) && cursor.vocabulary().isDropped(cursor.token(index).text());
  }

  /** Words that SAL and its kin use: {@code _In_}, {@code __in}, {@code IN}. */
  static boolean looksLikeAnnotation(String word) {
    return (word.startsWith("_") && word.endsWith("_") && word.length() > 2)
        || word.startsWith("__in")
        || word.startsWith("__out")
        || word.startsWith("__drv_")
        || word.startsWith("__deref")
        || switch (word) {
          case "IN", "OUT", "INOUT", "OPTIONAL", "CONST", "FAR", "NEAR", "UNALIGNED" -> true;
          default -> false;
        };
  }

  private static boolean isUpper(String word) {
    return word.chars().noneMatch(Character::isLowerCase)
        && word.chars().anyMatch(Character::isUpperCase);
  }

  /** Whether a C++ name has more than one part, or template arguments. */
  private static boolean isQualified(String word) {
    return word.contains("::") || word.endsWith(">");
  }

  private static boolean looksLikeType(String word) {
    if (word.endsWith(">")) {
      return true;
    }
    String last = word.substring(word.lastIndexOf(':') + 1);
    return !last.isEmpty()
        && (Character.isUpperCase(last.charAt(0))
            || last.endsWith("_t")
            || last.endsWith("_T")
            || (last.startsWith("_") && isUpper(last)));
  }

  /**
   * Whether the identifier at {@code index}, which follows a type, is a word to be left out, such
   * as an undefined calling convention or annotation, rather than the declared name.
   *
   * @return the place after it, or {@code index} if it is the name
   */
  int afterStrayWord(int index, boolean inFileScope) {
    int next = index + 1;
    if (cursor.isPlain(next) || isDropped(next)) {
      return next;
    }
    if (cursor.is(next, "*") && isUnknown(index)) {
      return next;
    }
    if (cursor.is(next, "(")) {
      int after = cursor.partner(next) + 1;
      boolean name = cursor.isPlain(after);
      if (name && (!inFileScope || cursor.is(after + 1, "(")) && isUnknown(index)) {
        return after;
      }
    }
    return index;
  }

  /** What an identifier is that stands where a type is due and is not known as one. */
  enum InTypePlace {
    TYPE,
    /** A word to be left out. */
    STRAY,
    /** A word with arguments, to be left out with them. */
    STRAY_CALL,
    /** The declared name: there is no type. */
    NAME
  }

  /** Where a declaration stands. */
  enum Place {
    FILE,
    RECORD,
    BLOCK,
    PARAMETER,
    TYPE_NAME
  }

  InTypePlace inTypePlace(int index, Place place) {
    String word = cursor.token(index).text();
    int next = index + 1;
    if (cursor.is(next, "(")) {
      return callInTypePlace(next, place);
    }
    if (cursor.isWord(next)) {
      return wordsInTypePlace(word, next, place);
    }
    if (cursor.is(next, "*") || cursor.is(next, "&") || cursor.is(next, "^")) {
      return InTypePlace.TYPE;
    }
    boolean alone = place == Place.PARAMETER || place == Place.TYPE_NAME;
    if (alone) {
      return InTypePlace.TYPE;
    }
    return place == Place.RECORD && (cursor.is(next, ";") || cursor.is(next, ":"))
        ? InTypePlace.TYPE
        : InTypePlace.NAME;
  }

  private InTypePlace callInTypePlace(int open, Place place) {
    int after = cursor.partner(open) + 1;
    boolean stray =
        startsType(after)
            || cursor.isPlain(after)
            || isDropped(after)
            || (cursor.isWord(after)
                && cursor.vocabulary().isDroppedWithArguments(cursor.token(after).text()))
            || (cursor.isWord(after) && cursor.vocabulary().isStorage(cursor.token(after).text()));
    if (stray) {
      return InTypePlace.STRAY_CALL;
    }
    // VOID (*callback)(PVOID) with VOID unknown
    if (cursor.is(open + 1, "*") && cursor.is(after, "(")) {
      return InTypePlace.TYPE;
    }
    return place == Place.PARAMETER || place == Place.TYPE_NAME
        ? InTypePlace.TYPE
        : InTypePlace.NAME;
  }

  private InTypePlace wordsInTypePlace(String word, int next, Place place) {
    if (cursor.vocabulary().isQualifier(cursor.token(next).text())) {
      int after = cursor.skip(next, i -> cursor.vocabulary().isQualifier(cursor.token(i).text()));
      return startsType(after) ? InTypePlace.STRAY : InTypePlace.TYPE;
    }
    if (isDropped(next)) {
      return InTypePlace.TYPE;
    }
    if (looksLikeAnnotation(word)) {
      return InTypePlace.STRAY;
    }
    if (isTypeName(next)) {
      return endsDeclarator(next + 1) ? InTypePlace.TYPE : InTypePlace.STRAY;
    }
    if (!cursor.isPlain(next)) {
      return InTypePlace.STRAY;
    }
    if (cursor.isPlain(next + 1) && place == Place.PARAMETER) {
      boolean trailing =
          isUpper(cursor.token(next + 1).text()) && !isUpper(cursor.token(next).text());
      return trailing ? InTypePlace.TYPE : InTypePlace.STRAY;
    }
    return InTypePlace.TYPE;
  }

  private boolean endsDeclarator(int index) {
    return switch (cursor.token(index).text()) {
      case ";", ",", "=", "[", ")", ":" -> true;
      default -> false;
    };
  }

  /** What a statement that starts with a plain identifier is. */
  enum StatementStart {
    DECLARATION,
    EXPRESSION,
    /** A macro that ends without semicolon: to be left out. */
    STRAY
  }

  StatementStart statementStart(int index) {
    String word = cursor.token(index).text();
    int next = index + 1;
    Meaning meaning = meaning(word);
    if (meaning == Meaning.TYPE) {
      boolean call = cursor.vocabulary().isCpp() && cursor.is(next, "(");
      return call && !cursor.is(next + 1, "*")
          ? StatementStart.EXPRESSION
          : StatementStart.DECLARATION;
    }
    if (cursor.isPlain(next)) {
      return twoWords(index, meaning);
    }
    if (cursor.isWord(next) || cursor.is(next, "{") || cursor.is(next, "}")) {
      boolean qualified =
          cursor.isWord(next)
              && (cursor.vocabulary().isQualifier(cursor.token(next).text())
                  || cursor.vocabulary().isDroppedWithArguments(cursor.token(next).text())
                  || isDropped(next));
      return qualified ? StatementStart.DECLARATION : StatementStart.STRAY;
    }
    boolean reference = cursor.vocabulary().isCpp() && cursor.is(next, "&");
    if ((cursor.is(next, "*") || reference) && meaning == Meaning.UNKNOWN) {
      int name = cursor.skip(next, i -> cursor.is(i, "*") || cursor.is(i, "&"));
      return cursor.isPlain(name) && endsDeclarator(name + 1)
          ? StatementStart.DECLARATION
          : StatementStart.EXPRESSION;
    }
    return StatementStart.EXPRESSION;
  }

  private StatementStart twoWords(int index, Meaning meaning) {
    int name = index + 1;
    if (meaning == Meaning.OBJECT) {
      return StatementStart.STRAY;
    }
    if (isTypeName(name)) {
      // PUNKNOWN KEVENT; or, more often, MACRO KEVENT event;
      return endsDeclarator(name + 1) ? StatementStart.DECLARATION : StatementStart.STRAY;
    }
    if (cursor.is(name + 1, "(")) {
      String word = cursor.token(index).text();
      boolean statement = cursor.is(cursor.partner(name + 1) + 1, ";");
      boolean object =
          cursor.vocabulary().isCpp() && !isUpper(word) && (statement || looksLikeType(word));
      if (object || isQualified(word)) {
        return StatementStart.DECLARATION;
      }
      int inside = name + 2;
      boolean parameters = startsType(inside) || (isUnknown(inside) && cursor.isPlain(inside + 1));
      return parameters ? StatementStart.DECLARATION : StatementStart.STRAY;
    }
    if (isLocal(cursor.token(name).text()) && !cursor.is(name + 1, ";")) {
      return StatementStart.STRAY;
    }
    return cursor.isPlain(name + 1) || endsDeclarator(name + 1) || cursor.is(name + 1, "{")
        ? StatementStart.DECLARATION
        : StatementStart.STRAY;
  }

  /**
   * Whether a parenthesis at {@code open} in an expression holds a type name: a cast, or the
   * operand of {@code sizeof}.
   */
  boolean holdsType(int open, boolean operandOfSizeof) {
    int first = cursor.skip(open + 1, this::isDropped);
    if (cursor.isWord(first)
        && (cursor.vocabulary().isTypeWord(cursor.token(first).text())
            || cursor.vocabulary().isDroppedWithArguments(cursor.token(first).text()))) {
      return true;
    }
    if (!cursor.isPlain(first)) {
      return false;
    }
    return switch (meaning(cursor.token(first).text())) {
      case TYPE -> !cursor.is(first + 1, "(") || cursor.is(first + 2, "*");
      case OBJECT -> false;
      case UNKNOWN -> unknownIsType(first, operandOfSizeof);
    };
  }

  private boolean unknownIsType(int first, boolean operandOfSizeof) {
    int next = first + 1;
    boolean reference =
        cursor.vocabulary().isCpp() && cursor.is(next, "&") && cursor.is(next + 1, ")");
    if (reference) {
      return true;
    }
    if (cursor.is(next, "*")) {
      int after =
          cursor.skip(
              next,
              i ->
                  cursor.is(i, "*")
                      || isDropped(i)
                      || (cursor.isWord(i)
                          && cursor.vocabulary().isQualifier(cursor.token(i).text())));
      return cursor.is(after, ")");
    }
    if (cursor.is(next, "(")) {
      // (UNKNOWN (*)(int))p
      return cursor.is(next + 1, "*") && cursor.is(cursor.partner(next) + 1, "(");
    }
    if (cursor.isPlain(next)) {
      return cursor.is(next + 1, ")") || cursor.is(next + 1, "*");
    }
    if (cursor.isWord(next)) {
      return cursor.vocabulary().isQualifier(cursor.token(next).text()) || startsType(next);
    }
    if (!cursor.is(next, ")")) {
      return false;
    }
    String word = cursor.token(first).text();
    return operandOfSizeof ? looksLikeType(word) : castsTo(word, next + 1);
  }

  /** Whether {@code (word)} before the token at {@code operand} is a cast. */
  private boolean castsTo(String word, int operand) {
    if (cursor.isLiteral(operand) || cursor.is(operand, "~") || cursor.is(operand, "!")) {
      return true;
    }
    if (cursor.isWord(operand)) {
      return isValueWord(operand);
    }
    if (cursor.is(operand, "(") || cursor.is(operand, "{")) {
      return looksLikeType(word);
    }
    boolean sign =
        cursor.is(operand, "&")
            || cursor.is(operand, "*")
            || cursor.is(operand, "-")
            || cursor.is(operand, "+");
    return sign && looksLikeType(word) && !cursor.token(operand + 1).spaceBefore();
  }

  private boolean isValueWord(int index) {
    return cursor.isPlain(index)
        || switch (Vocabulary.canonical(cursor.token(index).text())) {
          case "sizeof",
              "__builtin_offsetof",
              "__builtin_va_arg",
              "__irpscope_container",
              "nullptr",
              "true",
              "false",
              "new",
              "static_cast",
              "reinterpret_cast",
              "const_cast" ->
              true;
          default -> false;
        };
  }

  /** Whether the parenthesis at {@code open}, before any name, nests a declarator. */
  boolean nestsDeclarator(int open, Place place) {
    int first = cursor.skip(open + 1, this::isDropped);
    if (cursor.is(first, "*") || cursor.is(first, "^") || cursor.is(first, "&")) {
      return true;
    }
    boolean called = cursor.is(cursor.partner(open) + 1, "(");
    if (cursor.is(first, "(")) {
      return true;
    }
    if (!cursor.isPlain(first)) {
      return false;
    }
    boolean pointerAfterWord = cursor.is(first + 1, "*") && isUnknown(first) && called;
    if (pointerAfterWord) {
      return true;
    }
    boolean maybeParameters = place == Place.PARAMETER || place == Place.TYPE_NAME;
    return maybeParameters
        ? !isTypeName(first) && called
        : !isTypeName(first) || cursor.is(first + 1, ")");
  }

  /** Whether the parenthesis after a declared name holds parameters rather than arguments. */
  boolean holdsParameters(int open, Place place) {
    boolean maybeArguments =
        place == Place.BLOCK || (place == Place.FILE && cursor.vocabulary().isCpp());
    int first = cursor.skip(open + 1, this::isDropped);
    if (!maybeArguments || cursor.is(first, ")") || cursor.is(first, "...") || startsType(first)) {
      return true;
    }
    if (cursor.isLiteral(first) || !cursor.isWord(first)) {
      return false;
    }
    if (!cursor.isPlain(first)) {
      return cursor.vocabulary().isDroppedWithArguments(cursor.token(first).text());
    }
    boolean typeThenName =
        cursor.isPlain(first + 1)
            || startsType(first + 1)
            || (isUnknown(first) && cursor.is(first + 1, "*"));
    return typeThenName || (place == Place.FILE && isUnknown(first));
  }
}
