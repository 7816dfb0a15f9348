package dev.irpscope.analysis.coverage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds function definitions, a name, parentheses, words and a brace, outside of other braces, in
 * {@code extern "C"}, namespaces and, in C++, classes. At each conditional all arms are read, each
 * from the state before it; after it goes on with the state that the first arm left that is not
 * {@code #if 0}. So every arm's functions are found and braces are counted once.
 */
final class BraceSplitter {
  /** What is known between two tokens. */
  private record State(List<RawToken> head, Deque<Scope> scopes, Body body) {
    State copy() {
      return new State(new ArrayList<>(head), new ArrayDeque<>(scopes), body);
    }
  }

  /** A brace that definitions are looked for in, or one that is passed over. */
  private enum Scope {
    OPEN,
    CLOSED
  }

  /** The function that is being passed over; depth 0 for none. */
  private record Body(String name, int headLine, int bodyLine, int first, int depth) {
    static final Body NONE = new Body("", 0, 0, 0, 0);

    Body at(int newDepth) {
      return new Body(name, headLine, bodyLine, first, newDepth);
    }
  }

  /** A conditional: the state before it, and the one to go on with once an arm gave it. */
  private static final class Conditional {
    final State before;
    State after;
    boolean decided;
    boolean dead;

    Conditional(State before, boolean dead) {
      this.before = before;
      this.after = before;
      this.dead = dead;
    }
  }

  private final List<RawToken> tokens;
  private final boolean cpp;
  private final List<FoundFunction> found = new ArrayList<>();
  private final Deque<Conditional> conditionals = new ArrayDeque<>();
  private State state = new State(new ArrayList<>(), new ArrayDeque<>(), Body.NONE);
  private int at;

  private BraceSplitter(List<RawToken> tokens, boolean cpp) {
    this.tokens = tokens;
    this.cpp = cpp;
  }

  /** The definitions in the order in which they end. */
  static List<FoundFunction> find(String text, boolean cpp) {
    BraceSplitter splitter = new BraceSplitter(RawText.tokens(text), cpp);
    splitter.run();
    return splitter.found;
  }

  private void run() {
    while (at < tokens.size()) {
      RawToken token = tokens.get(at);
      if (token.kind() == RawToken.Kind.DIRECTIVE) {
        directive(token.text());
      } else if (state.body().depth() > 0) {
        inBody(token);
      } else {
        outside(token);
      }
      at++;
      if (at == tokens.size()) {
        resume();
      }
    }
  }

  /** A body without end was miscounted: it ends at the first brace in column 1. */
  private void resume() {
    Body body = state.body();
    if (body.depth() == 0) {
      return;
    }
    for (int i = body.first(); i < tokens.size(); i++) {
      if (tokens.get(i).is("}") && tokens.get(i).column() == 1) {
        conditionals.clear();
        at = i;
        state = new State(new ArrayList<>(), state.scopes(), body.at(1));
        inBody(tokens.get(i));
        at++;
        return;
      }
    }
  }

  // ---- conditionals

  private void directive(String text) {
    String name = text.split("[^a-z]", 2)[0];
    switch (name) {
      case "if", "ifdef", "ifndef" ->
          conditionals.push(
              new Conditional(state.copy(), text.matches("if *\\(? *(0|FALSE|false) *\\)?")));
      case "elif", "else" -> {
        if (!conditionals.isEmpty()) {
          Conditional conditional = conditionals.element();
          endArm(conditional);
          conditional.dead = text.matches("elif *\\(? *(0|FALSE|false) *\\)?");
          state = conditional.before.copy();
        }
      }
      case "endif" -> {
        if (!conditionals.isEmpty()) {
          Conditional conditional = conditionals.pop();
          endArm(conditional);
          state = conditional.after.copy();
        }
      }
      default -> {}
    }
  }

  private void endArm(Conditional conditional) {
    if (!conditional.decided && !conditional.dead) {
      conditional.after = state.copy();
      conditional.decided = true;
    }
  }

  // ---- tokens

  private void inBody(RawToken token) {
    Body body = state.body();
    if (token.is("{")) {
      state = new State(state.head(), state.scopes(), body.at(body.depth() + 1));
    } else if (token.is("}")) {
      if (body.depth() == 1) {
        Set<String> words = new HashSet<>();
        for (RawToken word : tokens.subList(body.first(), at)) {
          if (word.isWord()) {
            words.add(word.text());
          }
        }
        found.add(
            new FoundFunction(body.name(), body.headLine(), body.bodyLine(), token.line(), words));
        state = new State(new ArrayList<>(), state.scopes(), Body.NONE);
      } else {
        state = new State(state.head(), state.scopes(), body.at(body.depth() - 1));
      }
    }
  }

  private void outside(RawToken token) {
    boolean passedOver = state.scopes().peek() == Scope.CLOSED;
    if (token.is("{")) {
      if (passedOver) {
        state.scopes().push(Scope.CLOSED);
      } else {
        open(token);
      }
    } else if (token.is("}")) {
      if (!state.scopes().isEmpty()) {
        state.scopes().pop();
      }
      // what follows an initialiser still belongs to its declaration, which ends at the semicolon
      if (state.scopes().peek() != Scope.CLOSED) {
        state.head().clear();
      }
    } else if (!passedOver) {
      inHead(token);
    }
  }

  /** Looked for backwards: heads are short. */
  private int placeOf(RawToken token) {
    int place = at;
    while (place > 0 && !tokens.get(place).equals(token)) {
      place--;
    }
    return place;
  }

  private void inHead(RawToken token) {
    List<RawToken> head = state.head();
    boolean parenthesised = Head.depth(head) > 0;
    if (token.is(";") && !parenthesised) {
      if (!Head.awaitsOldStyleBody(head)) {
        head.clear();
      } else {
        head.add(token);
      }
      return;
    }
    boolean access =
        cpp
            && token.is(":")
            && head.size() == 1
            && Set.of("public", "private", "protected").contains(head.getFirst().text());
    if (access) {
      head.clear();
    } else {
      head.add(token);
    }
  }

  private void open(RawToken brace) {
    List<RawToken> head = state.head();
    switch (Head.read(head, cpp)) {
      case Head.Function(String name) -> {
        Body body =
            new Body(name, head.getFirst().line(), brace.line(), placeOf(head.getFirst()), 1);
        state = new State(new ArrayList<>(), state.scopes(), body);
      }
      case Head.Transparent _ -> {
        state.scopes().push(Scope.OPEN);
        head.clear();
      }
      case Head.Other _ -> state.scopes().push(Scope.CLOSED);
      case Head.InitialiserOfMember _ -> {
        // x{1} in a constructor's list: passed over, the head goes on after it
        int depth = 0;
        while (at < tokens.size()) {
          depth += tokens.get(at).is("{") ? 1 : tokens.get(at).is("}") ? -1 : 0;
          if (depth == 0) {
            break;
          }
          at++;
        }
        head.add(new RawToken(RawToken.Kind.MARK, "}", brace.line(), brace.column()));
      }
    }
  }
}
