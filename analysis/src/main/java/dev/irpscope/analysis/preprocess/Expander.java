package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.MacroTable.Entry;
import dev.irpscope.analysis.source.Diagnostic;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Macro expansion with rescanning (C11 6.10.3.4). Replacements wait in a stack of contexts; a macro
 * is disabled as long as its replacement is on the stack, and a name met while disabled is never
 * expanded again.
 */
final class Expander {
  /** One outermost invocation grew past a limit; it is dropped whole. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLarge(String what) {
      super(what, null, false, false);
    }
  }

  private static final int MAX_TOKENS = 1_000_000;
  private static final int MAX_CONTEXTS = 2_000;
  private static final int MAX_NESTED_ARGUMENTS = 300;
  private static final int MAX_UNTERMINATED = 16;

  private static final class Context {
    final Token[] tokens;
    final @Nullable Entry entry;
    final boolean barrier;
    final @Nullable Context below;
    int at;

    /** Holds what a call without closing parenthesis had swallowed. */
    boolean recovered;

    Context(Token[] tokens, @Nullable Entry entry, boolean barrier, @Nullable Context below) {
      this.tokens = tokens;
      this.entry = entry;
      this.barrier = barrier;
      this.below = below;
    }
  }

  private final MacroTable macros;
  private final Surroundings surroundings;
  private final Spellings spellings;
  private final Set<Token> painted = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Token end;

  private @Nullable Context top;
  private int contexts;
  private int disabled;
  private int nestedArguments;
  private int produced;
  private int unterminated;
  private boolean readingArguments;

  /** What lies around the expansion: the file being read and the unit it belongs to. */
  interface Surroundings {
    /** The next token of the file, directives obeyed; an end token where the file ends. */
    Token nextFromFile();

    /** Whether the next token of the current run of text lines is an opening parenthesis. */
    boolean parenthesisFollows();

    /**
     * Called around reading of arguments: files opened within are closed, the current one is not.
     */
    void readingArguments(boolean begins);

    /** The value of a macro that the preprocessor computes. */
    Token[] builtIn(Token name);

    /** The text of a {@code __pragma} or {@code _Pragma}; what it leaves in the token stream. */
    Token[] pragma(Token name, Token[] tokens);

    void report(Diagnostic diagnostic);
  }

  Expander(MacroTable macros, Surroundings surroundings, Spellings spellings, Token end) {
    this.macros = macros;
    this.surroundings = surroundings;
    this.spellings = spellings;
    this.end = end;
  }

  /** Whether the arguments of an invocation are being read now. */
  boolean isReadingArguments() {
    return readingArguments;
  }

  /** Starts counting anew: what follows belongs to another outermost invocation. */
  void beginInvocation() {
    produced = 0;
  }

  /** Forgets all replacements in progress. */
  void abandon() {
    while (top != null) {
      pop();
    }
    contexts = 0;
    nestedArguments = 0;
    disabled = 0;
    if (readingArguments) {
      readingArguments = false;
      surroundings.readingArguments(false);
    }
  }

  /**
   * Expands the invocation that {@code name} starts, if it does.
   *
   * @return the token to hand on where it is no invocation; empty where a replacement waits
   */
  Optional<Token> expand(Token name, Entry entry) {
    if (entry.disabled) {
      return Optional.of(paint(name));
    }
    if (painted.contains(name)) {
      return Optional.of(name);
    }
    Macro macro = entry.macro;
    switch (macro.shape()) {
      case OBJECT -> {
        Origins origins = new Origins(macro, name.origin());
        push(substituted(macro, origins, new Token[0][], name), entry);
      }
      case FUNCTION -> {
        if (!parenthesisFollows()) {
          return Optional.of(name);
        }
        return invoke(name, entry);
      }
      case BUILT_IN -> {
        return builtIn(name);
      }
    }
    macros.noteExpanded(macro);
    return Optional.empty();
  }

  /** The next token of the replacements in progress, expanded; an end token when there is none. */
  Token next() {
    while (true) {
      Context context = topUnfinished();
      if (context == null || context.at == context.tokens.length) {
        return end;
      }
      Token token = context.tokens[context.at++];
      if (token.kind() != Token.Kind.IDENTIFIER) {
        return token;
      }
      Entry entry = macros.lookup(token.text());
      if (entry == null) {
        return token;
      }
      Optional<Token> unchanged = expand(token, entry);
      if (unchanged.isPresent()) {
        return unchanged.get();
      }
    }
  }

  /** The next token of the replacements in progress as it stands. */
  Token nextUnexpanded() {
    Context context = topUnfinished();
    return context == null || context.at == context.tokens.length
        ? end
        : context.tokens[context.at++];
  }

  /** Where {@link #leave} goes back to. */
  record Mark(@Nullable Context below, int nestedArguments) {}

  /** Lets {@link #next} read {@code tokens} up to an end token, until {@link #leave}. */
  Mark enter(Token[] tokens) {
    Mark mark = new Mark(top, nestedArguments);
    top = new Context(tokens, null, true, top);
    return mark;
  }

  /** Ends what {@link #enter} began, finished or not. */
  void leave(Mark mark) {
    while (top != mark.below()) {
      pop();
    }
    nestedArguments = mark.nestedArguments();
  }

  /** {@code tokens} with all macros expanded, as if they were the rest of the file. */
  Token[] expandArgument(Token[] tokens) {
    boolean any = false;
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.IDENTIFIER && macros.isDefined(token.text())) {
        any = true;
        break;
      }
    }
    if (!any) {
      return tokens;
    }
    if (++nestedArguments > MAX_NESTED_ARGUMENTS) {
      throw new TooLarge("nests its arguments more than " + MAX_NESTED_ARGUMENTS + " deep");
    }
    TokenBuffer result = new TokenBuffer(tokens.length + 8);
    Mark mark = enter(tokens);
    for (Token token = next(); token.kind() != Token.Kind.END; token = next()) {
      result.add(token);
    }
    leave(mark);
    nestedArguments--;
    return result.toArray();
  }

  /** Hands the mark "never expand" on to a changed copy. */
  Token repaint(Token from, Token to) {
    if (painted.contains(from)) {
      painted.add(to);
    }
    return to;
  }

  /** What {@code text} is if it is one token; END if it is not. */
  Token.Kind kindOf(String text) {
    Scanner scanner = new Scanner(text, spellings);
    Scanner.Found found = scanner.next();
    if (scanner.end() != text.length()) {
      return Token.Kind.END;
    }
    return switch (found) {
      case IDENTIFIER -> Token.Kind.IDENTIFIER;
      case NUMBER -> Token.Kind.NUMBER;
      case CHARACTER -> Token.Kind.CHARACTER;
      case STRING -> Token.Kind.STRING;
      case PUNCTUATOR -> Token.Kind.PUNCTUATOR;
      case OTHER, COMMENT, NEWLINE, END -> Token.Kind.END;
    };
  }

  String spell(String text) {
    return spellings.of(text);
  }

  void reportBadPaste(Macro macro, Token left) {
    surroundings.report(
        Diagnostic.at(
            "BAD-PASTE",
            Diagnostic.Severity.NOTE,
            left.origin().site(),
            "The macro '"
                + macro.name()
                + "' joins tokens that do not make one; they are kept as they are."));
  }

  private Optional<Token> invoke(Token name, Entry entry) {
    Macro macro = entry.macro;
    if (top != null && top.recovered && unterminated > MAX_UNTERMINATED) {
      return Optional.of(paint(name));
    }
    ArgumentReader reader = new ArgumentReader(macro);
    boolean nested = readingArguments;
    if (!nested) {
      readingArguments = true;
      surroundings.readingArguments(true);
    }
    boolean closed = reader.read(this::rawForArguments);
    if (!nested) {
      readingArguments = false;
      surroundings.readingArguments(false);
    }
    if (!closed) {
      unterminated++;
      surroundings.report(
          Diagnostic.at(
              "UNTERMINATED-MACRO-CALL",
              Diagnostic.Severity.WARNING,
              name.origin().site(),
              "The call of the macro '"
                  + macro.name()
                  + "' has no closing parenthesis; it is not expanded."));
      // what was read is given back, as text that has no such call in it
      recover(reader.everything());
      return Optional.of(paint(name));
    }
    reader
        .problem()
        .ifPresent(problem ->
            surroundings.report(
                Diagnostic.at(
                    "MACRO-ARGUMENT-COUNT",
                    Diagnostic.Severity.NOTE,
                    name.origin().site(),
                    problem)));
    Origins origins =
        new Origins(macro, Origins.invocation(name.origin(), reader.close().origin()));
    Token[][] arguments = reader.arguments();
    for (Token[] argument : arguments) {
      for (int i = 0; i < argument.length; i++) {
        Token token = argument[i];
        argument[i] =
            repaint(
                token,
                new Token(
                    token.kind(),
                    token.text(),
                    origins.argument(token.origin()),
                    token.spaceBefore()));
      }
    }
    Token[] replacement = substituted(macro, origins, arguments, name);
    push(replacement, entry);
    macros.noteExpanded(macro);
    return Optional.empty();
  }

  private Token[] substituted(Macro macro, Origins origins, Token[][] arguments, Token name) {
    Token[] replacement = new Substitution(this, macro, origins, arguments).run();
    produced += replacement.length;
    if (produced > MAX_TOKENS) {
      throw new TooLarge("grows to more than " + MAX_TOKENS + " tokens");
    }
    if (replacement.length > 0 && replacement[0].spaceBefore() != name.spaceBefore()) {
      Token first = replacement[0];
      replacement[0] =
          repaint(first, new Token(first.kind(), first.text(), first.origin(), name.spaceBefore()));
    }
    return replacement;
  }

  private Optional<Token> builtIn(Token name) {
    if (name.is("__pragma") || name.is("_Pragma")) {
      if (readingArguments || !parenthesisFollows()) {
        return Optional.of(name);
      }
      ArgumentReader reader = ArgumentReader.ofPragma();
      readingArguments = true;
      surroundings.readingArguments(true);
      boolean closed = reader.read(this::rawForArguments);
      readingArguments = false;
      surroundings.readingArguments(false);
      if (!closed) {
        recover(reader.everything());
        return Optional.of(paint(name));
      }
      push(surroundings.pragma(name, reader.arguments()[0]), null);
      return Optional.empty();
    }
    push(surroundings.builtIn(name), null);
    return Optional.empty();
  }

  private Token rawForArguments() {
    Context context = topUnfinished();
    Token token;
    if (context == null) {
      token = surroundings.nextFromFile();
    } else if (context.at == context.tokens.length) {
      return end;
    } else {
      token = context.tokens[context.at++];
    }
    if (disabled > 0 && token.kind() == Token.Kind.IDENTIFIER) {
      Entry entry = macros.lookup(token.text());
      if (entry != null && entry.disabled) {
        return paint(token);
      }
    }
    return token;
  }

  private boolean parenthesisFollows() {
    Context context = topUnfinished();
    if (context == null) {
      return surroundings.parenthesisFollows();
    }
    return context.at < context.tokens.length && context.tokens[context.at].is("(");
  }

  /** The innermost context that has tokens left, or the barrier that ends reading. */
  private @Nullable Context topUnfinished() {
    Context context = top;
    while (context != null && context.at == context.tokens.length && !context.barrier) {
      pop();
      context = top;
    }
    return context;
  }

  private void push(Token[] tokens, @Nullable Entry entry) {
    if (tokens.length == 0) {
      return;
    }
    if (++contexts > MAX_CONTEXTS) {
      throw new TooLarge("nests more than " + MAX_CONTEXTS + " macros");
    }
    if (entry != null) {
      entry.disabled = true;
      disabled++;
    }
    top = new Context(tokens, entry, false, top);
  }

  private void recover(Token[] tokens) {
    Context context = new Context(tokens, null, false, top);
    context.recovered = true;
    contexts++;
    top = context;
  }

  private void pop() {
    Context context = top;
    if (context == null) {
      return;
    }
    top = context.below;
    if (!context.barrier) {
      contexts--;
    }
    if (context.entry != null) {
      context.entry.disabled = false;
      disabled--;
    }
  }

  private Token paint(Token token) {
    if (painted.contains(token)) {
      return token;
    }
    Token copy = new Token(token.kind(), token.text(), token.origin(), token.spaceBefore());
    painted.add(copy);
    return copy;
  }
}
