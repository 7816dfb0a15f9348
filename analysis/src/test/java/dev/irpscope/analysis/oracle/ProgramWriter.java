package dev.irpscope.analysis.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes random C programs whose behaviour C (with wrapping integers) settles: every loop burns
 * fuel, divisors are positive, shifts short, and of operands that C may evaluate in any order at
 * most one has an effect. What they do shows in the calls of {@code t} and {@code tv}.
 */
final class ProgramWriter {
  /** What every program starts with: types whose widths do not hang on the compiler. */
  static final String PRELUDE =
      """
      typedef signed char i8;
      typedef unsigned char u8;
      typedef short i16;
      typedef unsigned short u16;
      typedef int i32;
      typedef unsigned int u32;
      typedef long long i64;
      typedef unsigned long long u64;
      void t(i64 value);
      i64 tv(i64 value);
      enum color { RED = -2, GREEN, BLUE = 7, LAST };
      struct pair { i16 x; i32 y; };
      struct flags { i32 a : 3; u32 b : 5; u32 c : 11; i8 d; u16 e : 4; u16 f : 9; i64 g; };
      union mix { u32 whole; u8 part[4]; struct { u16 low; i16 high; }; };
      struct big { u8 tag; struct pair p; struct flags f; union mix m; i32 list[5]; struct pair *to; };
      #pragma pack(push, 1)
      struct tight { u8 a; u32 b; i16 c : 7; i64 d; };
      #pragma pack(pop)
      """;

  private static final String[] INTS = {
    "i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64", "_Bool", "enum color"
  };
  private static final String[] CONSTANTS = {
    "0",
    "1",
    "2",
    "3",
    "5",
    "(-1)",
    "7u",
    "0x80000000",
    "0xffffffffu",
    "2147483647",
    "(-2147483647-1)",
    "255",
    "256",
    "65535",
    "0x7fffffffffffffffll",
    "0x8000000000000000ull",
    "100",
    "'a'",
    "'\\377'",
    "RED",
    "BLUE",
    "010",
    "1ull",
    "4294967296ll",
    "(u8)300",
    "(i8)200",
    "LAST",
    "sizeof(struct big)",
    "sizeof(struct tight)",
    "__builtin_offsetof(struct big, m.high)",
    "((i64)&((struct big *)0)->list[2])",
    "sizeof(struct flags)",
    "sizeof(int[3])"
  };

  /** How much an expression may do. */
  private enum Effect {
    NONE,
    /** Calls that write to the trace. */
    TRACE,
    /** Anything. */
    WRITE
  }

  private record Text(String text, Effect effect) {}

  private record Callable(String name, List<String> parameters) {}

  private final Random random;
  private final String prefix;
  private final StringBuilder out = new StringBuilder();
  private final List<Callable> functions = new ArrayList<>();
  private final List<String> lvalues = new ArrayList<>();
  private final List<String> globals = new ArrayList<>();
  private final List<String> simple = new ArrayList<>();
  private int names;
  private int loops;
  private int switches;
  private int labels;
  private boolean inExpression;
  private final List<String> pendingLabels = new ArrayList<>();

  private ProgramWriter(Random random, String prefix) {
    this.random = random;
    this.prefix = prefix;
  }

  /**
   * A program without the prelude.
   *
   * @param prefix of each name of file scope; the program's entry is {@code prefix + "main"}
   */
  static String write(long seed, String prefix) {
    ProgramWriter writer = new ProgramWriter(new Random(seed), prefix);
    writer.program();
    return writer.out.toString();
  }

  private int pick(int bound) {
    return random.nextInt(bound);
  }

  private String pick(String... choices) {
    return choices[pick(choices.length)];
  }

  private String of(List<String> choices) {
    return choices.get(pick(choices.size()));
  }

  private String name(String kind) {
    return prefix + kind + names++;
  }

  // ---- file scope

  private void program() {
    out.append("static i32 ").append(prefix).append("fuel = 60;\n");
    for (int i = 0; i < 5; i++) {
      String name = name("g");
      out.append(pick("static ", "")).append(pick(INTS)).append(' ').append(name);
      out.append(pick(2) == 0 ? " = " + constant() : "").append(";\n");
      globals.add(name);
    }
    out.append("static i32 %sarr[8] = { 3, 1, 4, [5] = 9, 2, -6 };\n".formatted(prefix));
    out.append(
        "static struct big %sbig = { 1, { 2, 3 }, { 1, .c = 9, 4 }, { .part = { 1, 2 } }, { 5 } };\n"
            .formatted(prefix));
    out.append(
        "static struct big %sother = { .tag = 7, .p.y = 8, .list[1] = 4, 6, .to = &%sbig.p };\n"
            .formatted(prefix, prefix));
    out.append("static struct tight %stight = { 1, 2, 3, 4 };\n".formatted(prefix));
    out.append("static i32 *%sptr = %sarr + 2;\n".formatted(prefix, prefix));
    out.append("static i64 (*%stable[])(i64) = { tv, &tv, tv };\n".formatted(prefix));
    globals.add(prefix + "ptr[1]");
    for (String path :
        List.of(
            "tag",
            "p.x",
            "p.y",
            "f.a",
            "f.b",
            "f.c",
            "f.d",
            "f.e",
            "f.f",
            "f.g",
            "m.whole",
            "m.part[2]",
            "m.low",
            "m.high",
            "list[3]",
            "list[0]")) {
      globals.add(prefix + "big." + path);
      if (pick(3) == 0) {
        globals.add(prefix + "other." + path);
      }
    }
    globals.add(prefix + "other.to->x");
    globals.add(prefix + "tight.b");
    globals.add(prefix + "tight.c");
    globals.add(prefix + "tight.d");
    globals.add(prefix + "arr[4]");
    int count = 2 + pick(3);
    for (int i = 0; i < count; i++) {
      function();
    }
    lvalues.clear();
    simple.clear();
    out.append("void ").append(prefix).append("main(void) {\n");
    for (Callable callable : functions) {
      out.append("  t(").append(call(callable, 1).text()).append(");\n");
    }
    for (String global : globals) {
      out.append("  t(").append(global).append(");\n");
    }
    out.append("}\n");
  }

  private void function() {
    String name = name("f");
    List<String> parameters = new ArrayList<>();
    List<String> declared = new ArrayList<>();
    lvalues.clear();
    lvalues.addAll(globals);
    simple.clear();
    pendingLabels.clear();
    int count = pick(4);
    for (int i = 0; i < count; i++) {
      switch (pick(6)) {
        case 0 -> {
          parameters.add("i32 *");
          declared.add("i32 *q" + i);
          lvalues.add("q" + i + "[2]");
          lvalues.add("*q" + i);
        }
        case 1 -> {
          parameters.add("struct big *");
          declared.add("struct big *s" + i);
          lvalues.add("s" + i + "->f.c");
          lvalues.add("s" + i + "->m.part[1]");
          lvalues.add("(*s" + i + ").p.y");
        }
        case 2 -> {
          parameters.add("struct pair");
          declared.add("struct pair v" + i);
          lvalues.add("v" + i + ".x");
          lvalues.add("v" + i + ".y");
        }
        default -> {
          String type = pick(INTS);
          parameters.add(type);
          declared.add(type + " p" + i);
          lvalues.add("p" + i);
          simple.add("p" + i);
        }
      }
    }
    out.append("static ").append(pick(INTS)).append(' ').append(name).append('(');
    out.append(declared.isEmpty() ? "void" : String.join(", ", declared)).append(") {\n");
    for (int i = 0; i < 3; i++) {
      String local = "l" + names++;
      String value = pick(3) == 0 ? expression(2, Effect.WRITE).text() : constant();
      out.append("  ").append(pick(INTS)).append(' ').append(local).append(" = ").append(value);
      out.append(";\n");
      lvalues.add(local);
      simple.add(local);
    }
    if (pick(3) == 0) {
      String local = "c" + names++;
      out.append("  static i32 ").append(local).append(" = 3;\n");
      lvalues.add(local);
      simple.add(local);
    }
    if (pick(2) == 0) {
      String local = "a" + names++;
      out.append("  i32 %s[4] = { %s, %s };\n".formatted(local, constant(), traced(2)));
      lvalues.add(local + "[1]");
      lvalues.add(local + "[" + traced(1) + " & 3]");
    }
    if (pick(2) == 0) {
      String local = "s" + names++;
      out.append(
          "  struct big %s = { .p = { %s, .y = %s }, { 1, 2 }, .list = { [2] = %s, 5 } };\n"
              .formatted(local, constant(), traced(2), constant()));
      lvalues.add(local + ".p.x");
      lvalues.add(local + ".f.a");
      lvalues.add(local + ".m.high");
      lvalues.add(local + ".list[3]");
    }
    statements(3 + pick(4), 3);
    for (int i = 0; i < pendingLabels.size(); i++) {
      out.append("  ").append(pendingLabels.get(i)).append(":\n");
      plain();
    }
    pendingLabels.clear();
    out.append("  return ").append(expression(2, Effect.WRITE).text()).append(";\n}\n");
    functions.add(new Callable(name, parameters));
  }

  // ---- statements

  private void statements(int count, int depth) {
    for (int i = 0; i < count; i++) {
      statement(depth);
    }
  }

  private void block(int depth) {
    out.append("{\n");
    int known = lvalues.size();
    int knownSimple = simple.size();
    if (pick(4) == 0 && depth > 0) {
      String local = pick(3) == 0 && !simple.isEmpty() ? of(simple) : "n" + names++;
      if (local.startsWith("n")) {
        out.append(pick(INTS)).append(' ').append(local).append(" = ");
        out.append(expression(1, Effect.WRITE).text()).append(";\n");
        lvalues.add(local);
        simple.add(local);
      } else {
        // hides an outer one
        out.append("i16 ").append(local).append(" = ").append(constant()).append(";\n");
      }
    }
    statements(1 + pick(3), depth - 1);
    while (lvalues.size() > known) {
      lvalues.removeLast();
    }
    while (simple.size() > knownSimple) {
      simple.removeLast();
    }
    out.append("}\n");
  }

  private String fuel() {
    return prefix + "fuel-- > 0";
  }

  private void statement(int depth) {
    if (depth <= 0) {
      plain();
      return;
    }
    switch (pick(14)) {
      case 0, 1 -> {
        out.append("if (").append(condition(2)).append(") ");
        block(depth - 1);
        if (pick(2) == 0) {
          out.append(" else ");
          if (pick(3) == 0) {
            out.append("if (").append(condition(1)).append(") ");
          }
          block(depth - 1);
        }
      }
      case 2 -> {
        out.append("while (").append(guarded()).append(") ");
        loop(depth);
      }
      case 3 -> {
        out.append("do ");
        loop(depth);
        out.append("while (").append(guarded()).append(");\n");
      }
      case 4 -> {
        String counter = "k" + names++;
        if (pick(2) == 0) {
          out.append(
              "for (i32 %s = 0; %s < 4 && %s; %s++) ".formatted(counter, counter, fuel(), counter));
        } else {
          out.append("for (").append(expression(1, Effect.WRITE).text()).append("; ");
          out.append(pick(3) == 0 ? "" : guarded()).append("; ");
          out.append(expression(1, Effect.WRITE).text()).append(") ");
          out.append("{ if (").append(prefix).append("fuel-- <= 0) break;\n");
          loops++;
          statements(1 + pick(2), depth - 1);
          loops--;
          out.append("}\n");
          return;
        }
        loop(depth);
      }
      case 5, 6 -> switchStatement(depth);
      case 7 -> duff(depth);
      case 8 -> {
        if (inExpression) {
          plain();
          return;
        }
        if (pick(2) == 0 || pendingLabels.isEmpty()) {
          pendingLabels.add("L" + names++ + "_" + labels++);
        }
        out.append("if (").append(condition(1)).append(") goto ");
        out.append(of(pendingLabels)).append(";\n");
      }
      case 9 -> {
        if (inExpression) {
          plain();
          return;
        }
        String label = "B" + names++ + "_" + labels++;
        out.append(label).append(": ");
        plain();
        statement(depth - 1);
        out.append("if (").append(guarded()).append(") goto ").append(label).append(";\n");
      }
      case 10 -> {
        out.append("if (").append(condition(1)).append(") ");
        if (loops > 0 && pick(2) == 0) {
          out.append(pick("continue;\n", "break;\n"));
        } else if (switches > 0 && pick(2) == 0) {
          out.append("break;\n");
        } else if (!inExpression && pick(4) == 0) {
          out.append("return ").append(expression(2, Effect.WRITE).text()).append(";\n");
        } else {
          block(depth - 1);
        }
      }
      default -> plain();
    }
  }

  private void loop(int depth) {
    loops++;
    int outer = switches;
    switches = 0;
    block(depth - 1);
    switches = outer;
    loops--;
  }

  private String guarded() {
    return pick(2) == 0 ? condition(2) + " && " + fuel() : fuel() + " && " + condition(2);
  }

  private void switchStatement(int depth) {
    out.append("switch (").append(expression(2, Effect.WRITE).text());
    out.append(pick("", " & 3", " % 4")).append(") {\n");
    switches++;
    int count = 2 + pick(4);
    int defaultAt = pick(count + 1);
    List<String> values =
        new ArrayList<>(List.of("0", "1", "2", "3", "-1", "GREEN - 5", "4 ... 6"));
    for (int i = 0; i < count; i++) {
      if (i == defaultAt) {
        out.append("default: ");
        statement(depth - 1);
        if (pick(2) == 0) {
          out.append("break;\n");
        }
      }
      out.append("case ").append(values.remove(pick(values.size()))).append(": ");
      if (pick(4) > 0) {
        statement(depth - 1);
      }
      if (pick(2) == 0) {
        out.append("break;\n");
      }
    }
    out.append(";}\n");
    switches--;
  }

  private void duff(int depth) {
    out.append("switch (").append(expression(1, Effect.TRACE).text()).append(" & 3) {\n");
    out.append("case 0: do { ");
    loops++;
    statement(depth - 1);
    out.append("case 1: ");
    plain();
    out.append("if (").append(condition(1)).append(") { case 2: ");
    plain();
    out.append("} else ");
    plain();
    out.append("} while (").append(guarded()).append(");\n");
    loops--;
    out.append("default: ;\n}\n");
  }

  private void plain() {
    switch (pick(9)) {
      case 0, 1, 2 -> out.append("t(").append(expression(3, Effect.WRITE).text()).append(");\n");
      case 3 -> out.append("%sbig = %sother;\n".formatted(prefix, prefix));
      case 4 ->
          out.append(
              "%sother.p = %s ? %sbig.p : (struct pair){ %s, %s };\n"
                  .formatted(prefix, condition(1), prefix, constant(), traced(1)));
      case 5 -> out.append("%sptr = &%sarr[%s & 3];\n".formatted(prefix, prefix, traced(2)));
      case 6 ->
          out.append(
              "{ i32 *w = %sarr + (%s & 1); t(*w++); t(*++w); w -= 1; t(w[0]); t(w - %sarr); t(w > %sptr); }\n"
                  .formatted(prefix, traced(1), prefix, prefix));
      default -> out.append(expression(3, Effect.WRITE).text()).append(";\n");
    }
  }

  // ---- expressions

  private String condition(int depth) {
    return expression(depth, Effect.WRITE).text();
  }

  private String traced(int depth) {
    return expression(depth, Effect.TRACE).text();
  }

  private String constant() {
    return pick(CONSTANTS);
  }

  private Text leaf() {
    return new Text(
        pick(3) == 0 ? constant() : of(lvalues.isEmpty() ? globals : lvalues), Effect.NONE);
  }

  /** An operand beside one that does {@code other}. */
  private Text beside(int depth, Text other) {
    return other.effect() == Effect.WRITE
        ? new Text(constant(), Effect.NONE)
        : pureLeaf(depth, other);
  }

  private Text pureLeaf(int depth, Text other) {
    Text operand = expression(depth, Effect.NONE);
    // an lvalue may itself hold a traced index
    return other.effect() != Effect.NONE && isTraced(operand.text())
        ? new Text(constant(), Effect.NONE)
        : operand;
  }

  private static Effect larger(Text a, Text b) {
    return a.effect().compareTo(b.effect()) >= 0 ? a.effect() : b.effect();
  }

  private Text expression(int depth, Effect allowed) {
    if (depth <= 0) {
      Text leaf = leaf();
      return isTraced(leaf.text())
          ? allowed == Effect.NONE
              ? new Text(constant(), Effect.NONE)
              : new Text(leaf.text(), Effect.TRACE)
          : leaf;
    }
    int choice = pick(24);
    if (allowed == Effect.NONE && choice >= 14) {
      choice = pick(14);
    }
    if (allowed == Effect.TRACE && choice >= 17) {
      choice = 14 + pick(2);
    }
    return switch (choice) {
      case 0, 1, 2 -> {
        Text first = expression(depth - 1, allowed);
        Text second = beside(depth - 1, first);
        boolean swap = pick(2) == 0;
        yield new Text(
            "("
                + (swap ? second : first).text()
                + pick(" + ", " - ", " * ", " & ", " | ", " ^ ")
                + (swap ? first : second).text()
                + ")",
            larger(first, second));
      }
      case 3 -> {
        Text first = expression(depth - 1, allowed);
        Text second = beside(depth - 1, first);
        yield new Text(
            "(" + first.text() + pick(" / ", " % ") + "((" + second.text() + " & 7) + 1))",
            larger(first, second));
      }
      case 4 -> {
        Text first = expression(depth - 1, allowed);
        Text second = beside(depth - 1, first);
        yield new Text(
            "(" + first.text() + pick(" << ", " >> ") + "(" + second.text() + " & 15))",
            larger(first, second));
      }
      case 5, 6 -> {
        Text first = expression(depth - 1, allowed);
        Text second = beside(depth - 1, first);
        yield new Text(
            "("
                + first.text()
                + pick(" < ", " > ", " <= ", " >= ", " == ", " != ")
                + second.text()
                + ")",
            larger(first, second));
      }
      case 7, 8 -> {
        Text first = expression(depth - 1, allowed);
        Text second = expression(depth - 1, allowed);
        yield new Text(
            "(" + first.text() + pick(" && ", " || ") + second.text() + ")", larger(first, second));
      }
      case 9 -> {
        Text test = expression(depth - 1, allowed);
        Text first = expression(depth - 1, allowed);
        Text second = expression(depth - 1, allowed);
        Effect most = larger(test, new Text("", larger(first, second)));
        yield new Text(
            "(" + test.text() + " ? " + first.text() + " : " + second.text() + ")", most);
      }
      case 10 -> {
        Text first = expression(depth - 1, allowed);
        yield new Text("(" + pick("-", "~", "!", "+") + first.text() + ")", first.effect());
      }
      case 11, 12 -> {
        Text first = expression(depth - 1, allowed);
        yield new Text("((" + pick(INTS) + ")" + first.text() + ")", first.effect());
      }
      case 13 -> {
        Text first = expression(depth - 1, allowed == Effect.WRITE ? Effect.TRACE : allowed);
        yield new Text(prefix + pick("arr[", "ptr[") + first.text() + " & 3]", first.effect());
      }
      case 14, 15 -> {
        Text first = expression(depth - 1, allowed);
        String function = pick(4) == 0 ? prefix + "table[" + pick(3) + "]" : "tv";
        yield new Text(
            function + "(" + first.text() + ")", larger(first, new Text("", Effect.TRACE)));
      }
      case 16 -> {
        Text first = expression(depth - 1, allowed);
        Text second = expression(depth - 1, allowed);
        String start = first.effect() == Effect.NONE ? "(void)" : "";
        yield new Text(
            "(" + start + first.text() + ", " + second.text() + ")", larger(first, second));
      }
      case 17, 18 -> {
        Text value = expression(depth - 1, Effect.TRACE);
        String target = target(value);
        yield new Text("(" + target + " = " + value.text() + ")", Effect.WRITE);
      }
      case 19 -> {
        Text value = expression(depth - 1, Effect.TRACE);
        String target = target(value);
        yield switch (pick(3)) {
          case 0 ->
              new Text(
                  "(" + target + pick(" /= ", " %= ") + "((" + value.text() + " & 7) + 1))",
                  Effect.WRITE);
          case 1 ->
              new Text(
                  "(" + target + pick(" <<= ", " >>= ") + "(" + value.text() + " & 7))",
                  Effect.WRITE);
          default ->
              new Text(
                  "("
                      + target
                      + pick(" += ", " -= ", " *= ", " &= ", " |= ", " ^= ")
                      + value.text()
                      + ")",
                  Effect.WRITE);
        };
      }
      case 20 -> {
        String target = of(lvalues.isEmpty() ? globals : lvalues);
        yield new Text(
            pick(2) == 0
                ? "(" + pick("++", "--") + target + ")"
                : "((" + target + ")" + pick("++", "--") + ")",
            Effect.WRITE);
      }
      case 21 ->
          functions.isEmpty()
              ? leafFor(allowed)
              : call(functions.get(pick(functions.size())), depth - 1);
      case 22 -> inExpression || lvalues.isEmpty() ? leafFor(allowed) : statementExpression(depth);
      default -> {
        Text first = expression(depth - 1, allowed);
        yield new Text(
            "((struct pair){ " + constant() + ", " + first.text() + " })." + pick("x", "y"),
            first.effect());
      }
    };
  }

  private static boolean isTraced(String text) {
    return text.contains("tv(") || text.contains("](");
  }

  private Text leafFor(Effect allowed) {
    return expression(0, allowed);
  }

  /** Something to assign to; what is traced on both sides would be in no order. */
  private String target(Text value) {
    String target = of(lvalues.isEmpty() ? globals : lvalues);
    return isTraced(target) && value.effect() != Effect.NONE ? prefix + "arr[2]" : target;
  }

  private Text statementExpression(int depth) {
    inExpression = true;
    int at = out.length();
    int outerLoops = loops;
    int outerSwitches = switches;
    loops = 0;
    switches = 0;
    statement(Math.min(depth - 1, 1));
    loops = outerLoops;
    switches = outerSwitches;
    String inner = out.substring(at);
    out.setLength(at);
    String value = expression(1, Effect.WRITE).text();
    inExpression = false;
    return new Text("({ " + inner + " " + value + "; })", Effect.WRITE);
  }

  private Text call(Callable callable, int depth) {
    List<String> arguments = new ArrayList<>();
    Effect so = Effect.NONE;
    for (String parameter : callable.parameters()) {
      Text argument =
          switch (parameter) {
            case "i32 *" ->
                new Text(
                    pick(prefix + "arr", "&" + prefix + "arr[1]", prefix + "ptr"), Effect.NONE);
            case "struct big *" ->
                new Text(pick("&" + prefix + "big", "&" + prefix + "other"), Effect.NONE);
            case "struct pair" ->
                so == Effect.WRITE
                    ? new Text("(struct pair){ 1, 2 }", Effect.NONE)
                    : new Text(pick(prefix + "big.p", "*" + prefix + "other.to"), Effect.NONE);
            default ->
                so == Effect.NONE && arguments.isEmpty()
                    ? expression(depth - 1, Effect.WRITE)
                    : beside(depth - 1, new Text("", so));
          };
      arguments.add(argument.text());
      so = larger(argument, new Text("", so));
    }
    return new Text(callable.name() + "(" + String.join(", ", arguments) + ")", Effect.WRITE);
  }
}
