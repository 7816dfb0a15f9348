package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts statements, operators and calls in the tokens of a function body, without parsing it. */
final class TokenTally {
  private final List<Token> tokens;
  private final int[] partner;
  private final Set<String> types;
  private final Set<String> objects;
  private final boolean cpp;
  private final Tally tally = new Tally();

  /** Open conditionals and case labels that wait for a colon, one stack for each bracket. */
  private final Deque<Deque<String>> waiting = new ArrayDeque<>();

  private TokenTally(List<Token> body, FunctionTokens.Found unit) {
    this.tokens = body;
    this.partner = Brackets.partners(body);
    this.types = new HashSet<>(unit.types());
    this.objects = unit.objects();
    this.cpp = unit.cpp();
  }

  /**
   * @param unit what the unit around the function declares
   */
  static Tally of(List<Token> body, FunctionTokens.Found unit) {
    TokenTally counted = new TokenTally(body, unit);
    counted.run();
    return counted.tally;
  }

  private boolean is(int at, String text) {
    return Brackets.is(tokens, at, text);
  }

  private boolean isName(int at) {
    return at >= 0
        && at < tokens.size()
        && tokens.get(at).kind() == Token.Kind.IDENTIFIER
        && !Words.NOT_CALLED.contains(text(at))
        && !Words.TYPES.contains(text(at));
  }

  private String text(int at) {
    return tokens.get(at).text();
  }

  private void run() {
    waiting.push(new ArrayDeque<>());
    int at = 0;
    while (at < tokens.size()) {
      int next = skipped(at);
      if (next > at) {
        at = next;
        continue;
      }
      count(at);
      at++;
    }
  }

  /** The place behind text that holds nothing that runs. */
  private int skipped(int at) {
    if (Words.ATTRIBUTES.contains(text(at)) && is(at + 1, "(") && partner[at + 1] > 0) {
      return partner[at + 1] + 1;
    }
    if (Words.ASSEMBLY.contains(text(at))) {
      int open = at + 1;
      while (is(open, "volatile") || is(open, "__volatile__") || is(open, "goto")) {
        open++;
      }
      if ((is(open, "(") || is(open, "{")) && partner[open] > 0) {
        tally.add("asm");
        return partner[open] + 1;
      }
    }
    if (startsStatement(at) && is(at, "typedef")) {
      int end = statementEnd(at);
      types.addAll(Brackets.typedefNames(tokens, at + 1, end, partner));
      return end + 1;
    }
    if (is(at, "enum")) {
      int open = at + 1;
      while (open < tokens.size() && tokens.get(open).kind() == Token.Kind.IDENTIFIER) {
        open++;
      }
      return is(open, "{") && partner[open] > 0 ? partner[open] + 1 : at;
    }
    if (is(at, "[") && at > 1 && partner[at] > 0 && declaresArray(at)) {
      return partner[at] + 1;
    }
    return at;
  }

  /** {@code TYPE name[}, {@code TYPE *name[} or {@code ][} behind such. */
  private boolean declaresArray(int at) {
    int name = at - 1;
    while (name > 0 && is(name, "]") && partner[name] > 0) {
      name = partner[name] - 1;
    }
    if (tokens.get(name).kind() == Token.Kind.IDENTIFIER
        && (Words.TYPES.contains(text(name)) || types.contains(text(name)))) {
      return true; // sizeof(TYPE[...])
    }
    if (!isName(name)) {
      return false;
    }
    int before = name - 1;
    boolean stars = false;
    while (is(before, "*") || is(before, "const")) {
      stars = true;
      before--;
    }
    if (tokens.get(Math.max(0, before)).kind() != Token.Kind.IDENTIFIER) {
      return false;
    }
    boolean type = Words.TYPES.contains(text(before)) || types.contains(text(before));
    return stars
        ? type && !is(before - 1, "(")
        : type || (isName(before) && !is(before, "else") && !is(before, "return"));
  }

  private boolean startsStatement(int at) {
    return at > 0 && (is(at - 1, ";") || is(at - 1, "{") || is(at - 1, "}") || is(at - 1, ":"));
  }

  private int statementEnd(int from) {
    int at = from;
    while (at < tokens.size() && !is(at, ";")) {
      at = partner[at] > at ? partner[at] + 1 : at + 1;
    }
    return at;
  }

  private void count(int at) {
    if (tokens.get(at).kind() == Token.Kind.PUNCTUATOR) {
      switch (text(at)) {
        case "(" -> {
          waiting.push(new ArrayDeque<>());
          parenthesis(at);
        }
        case "[", "{" -> waiting.push(new ArrayDeque<>());
        case ")", "]", "}" -> {
          if (waiting.size() > 1) {
            waiting.pop();
          }
        }
        case "?" -> {
          tally.add("?:");
          waiting.element().push("?");
        }
        case ":" -> colon(at);
        case "&&" -> {
          if (isOperator(at)) {
            tally.add("&&");
          }
        }
        case "||" -> tally.add("||");
        default -> {}
      }
    } else if (tokens.get(at).kind() == Token.Kind.IDENTIFIER) {
      word(at);
    }
  }

  /** Not the address of a label, nor a reference to what moves. */
  private boolean isOperator(int at) {
    return at > 0
        && (tokens.get(at - 1).kind() != Token.Kind.PUNCTUATOR
            || is(at - 1, ")")
            || is(at - 1, "]")
            || is(at - 1, "}")
            || is(at - 1, "++")
            || is(at - 1, "--"));
  }

  private void word(int at) {
    switch (text(at)) {
      case "if", "while", "for", "do", "switch", "return", "goto", "break", "continue" ->
          tally.add(text(at));
      case "__try", "_try" -> tally.add("__try");
      case "__except", "_except" -> tally.add("__except");
      case "__finally", "_finally" -> tally.add("__finally");
      case "__leave", "_leave" -> tally.add("__leave");
      case "try", "finally" -> {
        if (is(at + 1, "{")) {
          tally.add(cpp ? text(at) : "__" + text(at));
        }
      }
      case "catch", "throw" -> {
        if (cpp) {
          tally.add(text(at));
        }
      }
      case "except" -> {
        if (!cpp && is(at + 1, "(")) {
          tally.add("__except");
        }
      }
      case "leave" -> {
        if (!cpp && is(at + 1, ";")) {
          tally.add("__leave");
        }
      }
      case "new", "delete" -> {
        if (cpp) {
          tally.add("call operator " + text(at));
        }
      }
      case "case" -> {
        tally.add("case");
        waiting.element().push("case");
      }
      case "default" -> {
        if (is(at + 1, ":")) {
          tally.add("default");
          waiting.element().push("case");
        }
      }
      default -> {}
    }
  }

  private void colon(int at) {
    Deque<String> open = waiting.element();
    if (!open.isEmpty()) {
      open.pop();
      return;
    }
    boolean label =
        isName(at - 1)
            && (startsStatement(at - 1)
                || is(at - 2, ")")
                || is(at - 2, "else")
                || is(at - 2, "do"));
    if (label) {
      tally.add("label " + text(at - 1));
    }
  }

  // ---- calls

  private void parenthesis(int open) {
    int before = open - 1;
    if (before < 0 || partner[open] < 0) {
      return;
    }
    if (isName(before)) {
      if (!cpp && is(before, "except")) {
        return;
      }
      if (!types.contains(text(before)) && !declares(before, open)) {
        tally.add("call " + text(before));
      } else if (types.contains(text(before)) && (is(before - 1, "->") || is(before - 1, "."))) {
        tally.add("call " + text(before));
      }
    } else if (is(before, "]")) {
      if (introducesLambda(before)) {
        return;
      }
      if (!is(partner[before] - 1, ")") || !declaratorGroup(before)) {
        tally.add("call");
      }
    } else if (is(before, ")") && partner[before] >= 0) {
      int first = partner[before];
      if (isCallThrough(first)) {
        boolean named = isChain(first, before) && !isName(first - 1);
        tally.add(named ? "call " + text(before - 1) : "call");
      }
    }
  }

  /** Whether parentheses hold a name, or a member that is reached from one. */
  private boolean isChain(int open, int close) {
    boolean name = true;
    for (int i = open + 1; i < close; i++) {
      if (is(i, "[") && partner[i] > 0) {
        i = partner[i];
      } else if (name && is(i, "(") && partner[i] > 0) {
        i = partner[i];
        name = false;
      } else if (name ? isName(i) : is(i, "->") || is(i, ".")) {
        name = !name;
      } else {
        return false;
      }
    }
    return (close - open) > 1 && isName(close - 1);
  }

  private boolean introducesLambda(int bracket) {
    int before = partner[bracket] - 1;
    return cpp && before >= 0 && !isName(before) && !is(before, ")") && !is(before, "]");
  }

  private boolean declaratorGroup(int bracket) {
    return partner[bracket] > 0 && Brackets.pointerInside(tokens, partner[partner[bracket] - 1]);
  }

  /** Whether a name before a parenthesis is being declared: a type stands before it. */
  private boolean declares(int name, int open) {
    int before = name - 1;
    boolean stars = false;
    while (is(before, "*") || is(before, "const") || is(before, "__stdcall")) {
      stars = true;
      before--;
    }
    if (before < 0 || tokens.get(before).kind() != Token.Kind.IDENTIFIER) {
      return false;
    }
    String type = text(before);
    if (stars) {
      return (Words.TYPES.contains(type) || types.contains(type)) && !is(before - 1, "(");
    }
    if (Words.TYPES.contains(type) || types.contains(type)) {
      return !constructs(name, open);
    }
    return isName(before)
        && is(partner[open] + 1, ";")
        && startsStatement(before)
        && !constructs(name, open);
  }

  /** Whether {@code TYPE name(...)} is a C++ object with arguments for its constructor. */
  private boolean constructs(int name, int open) {
    int first = open + 1;
    return cpp
        && first != partner[open]
        && !Words.TYPES.contains(text(name - 1))
        && !(tokens.get(first).kind() == Token.Kind.IDENTIFIER
            && (Words.TYPES.contains(text(first)) || types.contains(text(first))));
  }

  /** What {@code (...)(} is: a call of what the first parenthesis holds, or a cast. */
  private boolean isCallThrough(int first) {
    int before = first - 1;
    if (before >= 0
        && tokens.get(before).kind() == Token.Kind.IDENTIFIER
        && (Words.NOT_CALLED.contains(text(before)) || Words.TYPES.contains(text(before)))) {
      return is(before, "return") && !isType(first);
    }
    if (before >= 0 && (isName(before) && types.contains(text(before)))) {
      return false; // TYPE (*name)(parameters)
    }
    if (isName(before)) {
      return true; // f(x)(y)
    }
    return !isType(first);
  }

  /** Whether a parenthesis holds nothing but a type. */
  private boolean isType(int open) {
    int end = partner[open];
    int first = open + 1;
    if (tokens.get(first).kind() != Token.Kind.IDENTIFIER) {
      return false;
    }
    if (tokens.get(first + 1).kind() == Token.Kind.IDENTIFIER // two words in a row
        || Words.TYPES.contains(text(first))
        || types.contains(text(first))
        || Words.ATTRIBUTES.contains(text(first))
        || is(first, "__unaligned")) {
      return true;
    }
    int last = end - 1;
    while (is(last, "*") || is(last, "const")) {
      last--;
    }
    return last == first && (last < end - 1 || !objects.contains(text(first)));
  }
}
