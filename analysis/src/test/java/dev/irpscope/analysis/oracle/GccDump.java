package dev.irpscope.analysis.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What GCC's dumps say of the functions of one unit. */
final class GccDump {
  /**
   * One function after {@code -fdump-tree-cfg}.
   *
   * @param branches blocks with two ways out by a condition
   * @param cases the labels of its switches, sorted
   * @param ending functions that do not return
   */
  record Graph(CallLanguage language, int branches, List<Long> cases, Set<String> ending) {}

  private static final Pattern FUNCTION = Pattern.compile(";; Function (\\S+) \\(.*");
  private static final Pattern SUCCESSORS = Pattern.compile(";; (\\d+) succs \\{(.*)\\}");
  private static final Pattern BLOCK = Pattern.compile("\\s*<bb (\\d+)>.*:.*");
  private static final Pattern CALL =
      Pattern.compile(
          "\\s*(?:(?<to>[^=(]+|[^=]*\\S) = )?(?<name>[A-Za-z_.][\\w.$]*) \\(.*\\);(?: \\[.*\\])*");
  private static final Pattern LOCAL = Pattern.compile("  .*?(\\w+)(?: ?\\[[^;]*)?;");
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)(?:,|\\)$)");

  private GccDump() {}

  /** The functions of a {@code -fdump-tree-original} dump, counted. */
  static Map<String, Tally> original(List<String> lines) {
    Map<String, Tally> all = new LinkedHashMap<>();
    Tally current = new Tally();
    int skipTo = 0;
    for (int i = 0; i < lines.size(); i++) {
      String raw = lines.get(i);
      if (i < skipTo) {
        continue;
      }
      if (raw.strip().equals("{")) {
        skipTo = afterDeclarations(lines, i + 1);
      }
      Matcher head = FUNCTION.matcher(raw);
      if (head.matches()) {
        current = new Tally();
        all.put(head.group(1), current);
        continue;
      }
      if (raw.startsWith(";;") || raw.strip().startsWith("//")) {
        continue;
      }
      count(unquoted(raw), current);
    }
    return all;
  }

  /** A block lists its variables before a blank line, then again where they are initialised. */
  private static int afterDeclarations(List<String> lines, int first) {
    for (int i = first; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      if (text.isEmpty()) {
        return i;
      }
      if (text.equals("{") || text.equals("}")) {
        return first;
      }
    }
    return first;
  }

  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

  /** Behind the result of a pointer to a function. */
  private static final Pattern POINTER = Pattern.compile(" \\(\\*[^()]*\\) \\(");

  private static final Pattern LABEL = Pattern.compile("\\s*([A-Za-z_]\\w*):;");
  private static final Pattern GOTO = Pattern.compile("goto ([A-Za-z_]\\w*);");

  private static void count(String line, Tally tally) {
    Matcher label = LABEL.matcher(line);
    if (label.matches() && !label.group(1).equals("default")) {
      tally.add("label " + label.group(1));
    }
    Matcher jump = GOTO.matcher(line);
    while (jump.find()) {
      tally.add("goto");
    }
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      switch (word.group()) {
        case "return" -> tally.add("return");
        case "case" -> tally.add("case");
        case "default" -> tally.add("default");
        case "switch" -> tally.add("switch");
        case "if", "while", "goto", "sizeof" -> {}
        default -> {
          String rest = line.substring(word.end());
          if (rest.startsWith(" (") && !POINTER.matcher(rest).lookingAt()) {
            tally.add("call " + plainName(word.group()));
          }
        }
      }
    }
  }

  /** GCC writes the operand's size behind the names of its own atomic functions. */
  private static String plainName(String name) {
    return name.startsWith("__sync_") ? name.replaceFirst("_\\d+$", "") : name;
  }

  static String unquoted(String line) {
    StringBuilder plain = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
          plain.append(c);
        }
      } else {
        if (c == '"' || c == '\'') {
          quote = c;
        }
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** The functions of a {@code -fdump-tree-cfg} dump. */
  static Map<String, Graph> graphs(List<String> lines) {
    Map<String, Graph> all = new LinkedHashMap<>();
    int at = 0;
    while (at < lines.size()) {
      Matcher head = FUNCTION.matcher(lines.get(at));
      if (!head.matches()) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < lines.size() && !FUNCTION.matcher(lines.get(end)).matches()) {
        end++;
      }
      all.put(head.group(1), new Reader(lines.subList(at + 1, end)).read());
      at = end;
    }
    return all;
  }

  private static long number(String text) {
    return text.matches("-?\\d+")
        ? Long.parseLong(text)
        : Long.parseUnsignedLong(text.replaceAll("\\D", ""));
  }

  /** A case label's values, one by one: GCC joins neighbours that lead to one place. */
  static List<Long> values(long low, long high) {
    List<Long> all = new ArrayList<>();
    for (long value = low; value <= high && all.size() < 10_000; value++) {
      all.add(value);
    }
    return all;
  }

  private static final class Reader {
    private final List<String> lines;
    private final Map<Integer, List<Integer>> successors = new TreeMap<>();
    private final Map<Integer, List<String>> calls = new TreeMap<>();
    private final Set<String> locals = new HashSet<>();
    private final List<Long> cases = new ArrayList<>();
    private final Set<String> ending = new HashSet<>();
    private int branches;

    Reader(List<String> lines) {
      this.lines = lines;
    }

    Graph read() {
      int block = 0;
      String last = "";
      for (String raw : lines) {
        String line = unquoted(raw);
        Matcher ways = SUCCESSORS.matcher(line);
        Matcher start = BLOCK.matcher(line);
        if (ways.matches()) {
          List<Integer> to = new ArrayList<>();
          for (String number : ways.group(2).strip().split(" +", -1)) {
            if (!number.isEmpty()) {
              to.add(Integer.parseInt(number));
            }
          }
          successors.put(Integer.parseInt(ways.group(1)), to);
        } else if (start.matches()) {
          ended(block, last);
          block = Integer.parseInt(start.group(1));
          last = "";
        } else if (block == 0) {
          declared(line);
        } else {
          last = statement(line, block, last);
        }
      }
      ended(block, last);
      return graph();
    }

    private void declared(String line) {
      if (line.startsWith("  ")) {
        Matcher local = LOCAL.matcher(line);
        if (local.matches()) {
          locals.add(local.group(1));
        }
      } else if (line.contains("(")) {
        Matcher parameter = PARAMETER.matcher(line);
        while (parameter.find()) {
          locals.add(parameter.group(1));
        }
        Matcher pointer = Pattern.compile("\\(\\* ?(?:const )?(\\w+)\\)").matcher(line);
        while (pointer.find()) {
          locals.add(pointer.group(1));
        }
      }
    }

    private String statement(String line, int block, String last) {
      String text = line.strip();
      if (text.startsWith("if (")) {
        branches++;
        return last;
      }
      if (text.startsWith("switch (")) {
        Matcher label = Pattern.compile("case ([^:]+):").matcher(text);
        while (label.find()) {
          String[] ends = label.group(1).strip().split(" \\.\\.\\. ", -1);
          cases.addAll(values(number(ends[0]), number(ends[ends.length - 1])));
        }
        return last;
      }
      Matcher call = CALL.matcher(line);
      if (text.startsWith("//") || text.startsWith("__asm") || !call.matches()) {
        return last;
      }
      String name = call.group("name");
      if (name.startsWith("__builtin_") || name.startsWith(".") || name.equals("return")) {
        return last;
      }
      boolean indirect =
          name.contains(".")
              || name.matches("_\\d+")
              || locals.contains(name)
              || name.startsWith("D.");
      String letter = indirect ? "*" : plainName(name);
      calls.computeIfAbsent(block, _ -> new ArrayList<>()).add(letter);
      return letter;
    }

    private void ended(int block, String last) {
      if (block > 0 && !last.isEmpty() && successors.getOrDefault(block, List.of()).isEmpty()) {
        ending.add(last);
      }
    }

    private Graph graph() {
      CallLanguage language = new CallLanguage();
      Map<Integer, Integer> states = new TreeMap<>();
      language.state();
      for (int block : successors.keySet()) {
        states.put(block, language.state());
      }
      successors.forEach((block, to) -> {
        int at = states.getOrDefault(block, 0);
        for (String name : calls.getOrDefault(block, List.of())) {
          int next = language.state();
          language.step(at, name, next);
          at = next;
        }
        for (int target : to) {
          if (target == 1) {
            language.step(at, CallLanguage.EXIT, language.state());
          } else {
            language.silent(at, states.getOrDefault(target, 0));
          }
        }
      });
      if (!states.isEmpty()) {
        language.silent(0, states.getOrDefault(2, 0));
      }
      cases.sort(null);
      return new Graph(language, branches, cases, ending);
    }
  }
}
