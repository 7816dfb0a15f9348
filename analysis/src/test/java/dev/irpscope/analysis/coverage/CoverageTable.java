package dev.irpscope.analysis.coverage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sets the functions that {@link BraceSplitter} finds in a folder against those that {@code
 * irpscope coverage --format json} lists, and prints the table.
 *
 * <pre>
 * java -cp analysis/target/test-classes dev.irpscope.analysis.coverage.CoverageTable \
 *     FOLDER COVERAGE.json [--list STATUS]
 * </pre>
 */
public final class CoverageTable {
  private static final Pattern DRIVER_FILE =
      Pattern.compile("\\b(P?IRP|P?DEVICE_OBJECT|P?DRIVER_OBJECT|DriverEntry|NTSTATUS)\\b");

  private static final Pattern RELEVANT_WORD =
      Pattern.compile(
          "P?K?SPIN_LOCK|P?K?EVENT|P?FAST_MUTEX|P?KMUTEX|P?ERESOURCE|P?IO_REMOVE_LOCK|P?IRP|[pP]?[iI]rp"
              + "|Io\\w*Irp\\w*|Iof?CompleteRequest|(?:Io|Iof|Po)CallDriver|Io\\w*CompletionRoutine\\w*"
              + "|Ke\\w*(?:Event|SpinLock|Mutex|Semaphore)\\w*|KeWaitFor\\w*|Ex\\w*(?:FastMutex|Resource)\\w*"
              + "|Io\\w*(?:RemoveLock|CancelRoutine|CancelSpinLock)\\w*|PoStartNextPowerIrp"
              + "|WdfRequestComplete\\w*|Wdf\\w*(?:Lock|SpinLock)\\w*|StorPortNotification");

  /** What became of one function that the splitter found. */
  private enum Fate {
    ANALYSED,
    PARTIAL,
    SKIPPED,
    INACTIVE,
    MISSED
  }

  private record Judged(String file, FoundFunction function, Fate fate, String reason) {
    boolean isCpp() {
      return isCppFile(file);
    }

    boolean isRelevant() {
      return function.words().stream().anyMatch(word -> RELEVANT_WORD.matcher(word).matches());
    }
  }

  private final Map<String, List<ListedFunction>> listed = new HashMap<>();
  private final List<Judged> judged = new ArrayList<>();
  private int files;

  private CoverageTable(List<ListedFunction> all) {
    for (ListedFunction one : all) {
      listed.computeIfAbsent(one.file(), _ -> new ArrayList<>()).add(one);
    }
  }

  /** Prints the table of one folder. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2 && !(arguments.length == 4 && arguments[2].equals("--list"))) {
      System.err.println("usage: CoverageTable FOLDER COVERAGE.json [--list STATUS]");
      System.exit(2);
    }
    String table =
        of(
            Path.of(arguments[0]),
            Files.readString(Path.of(arguments[1])),
            arguments.length == 4 ? arguments[3] : "");
    new PrintStream(System.out, true, StandardCharsets.UTF_8).print(table);
  }

  /**
   * The table as text.
   *
   * @param list the fate whose functions are listed below it, or empty
   */
  static String of(Path folder, String json, String list) throws IOException {
    CoverageTable table = new CoverageTable(ListedFunction.read(json));
    for (Path file : sources(folder)) {
      String text = RawText.decode(Files.readAllBytes(file));
      if (DRIVER_FILE.matcher(text).find()) {
        table.files++;
        String path = folder.relativize(file).toString().replace('\\', '/');
        table.judge(path, BraceSplitter.find(text, isCppFile(path)));
      }
    }
    return table.text(list);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(
              path -> Pattern.compile("(?i).*\\.(c|cpp|cc|cxx)").matcher(path.toString()).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static boolean isCppFile(String path) {
    return !path.toLowerCase(Locale.ROOT).endsWith(".c");
  }

  // ---- judging

  private void judge(String file, List<FoundFunction> found) {
    List<ListedFunction> candidates = listed.getOrDefault(file, List.of());
    Set<ListedFunction> taken = new HashSet<>();
    for (FoundFunction function : found) {
      ListedFunction match = null;
      for (ListedFunction one : candidates) {
        boolean inside = one.line() >= function.headLine() && one.line() <= function.endLine();
        boolean head = one.line() <= function.bodyLine();
        if (inside && !taken.contains(one) && (head || sameName(one, function))) {
          boolean better = match == null || (!sameName(match, function) && sameName(one, function));
          match = better ? one : match;
        }
      }
      if (match == null) {
        judged.add(new Judged(file, function, Fate.MISSED, "Not among the functions listed."));
      } else {
        taken.add(match);
        Fate fate = Fate.valueOf(match.status().toUpperCase(Locale.ROOT));
        judged.add(new Judged(file, function, fate, match.reason()));
      }
    }
  }

  private static boolean sameName(ListedFunction one, FoundFunction function) {
    String name = one.function();
    String last = name.substring(name.lastIndexOf(':') + 1).replace("~", "");
    return last.equals(function.name());
  }

  // ---- telling

  private String text(String list) {
    StringBuilder out = new StringBuilder();
    out.append(files).append(" files that mention a driver's types\n\n");
    out.append(
            "| functions | found | analysed | partial | skipped | missed | inactive | analysed % |")
        .append(" inactive % |\n|---|---|---|---|---|---|---|---|---|\n");
    row(out, ".c", judged.stream().filter(one -> !one.isCpp()).toList());
    row(
        out,
        ".c, relevant",
        judged.stream().filter(one -> !one.isCpp() && one.isRelevant()).toList());
    row(out, ".cpp", judged.stream().filter(Judged::isCpp).toList());
    reasons(out);
    if (!list.isEmpty()) {
      Fate wanted = Fate.valueOf(list.toUpperCase(Locale.ROOT));
      out.append('\n');
      for (Judged one : judged) {
        if (one.fate() == wanted) {
          out.append(one.file()).append(':').append(one.function().headLine()).append(": ");
          out.append(one.function().name()).append(": ").append(one.reason()).append('\n');
        }
      }
    }
    return out.toString();
  }

  private static void row(StringBuilder out, String title, List<Judged> functions) {
    out.append("| ").append(title).append(" | ").append(functions.size());
    for (Fate fate :
        List.of(Fate.ANALYSED, Fate.PARTIAL, Fate.SKIPPED, Fate.MISSED, Fate.INACTIVE)) {
      out.append(" | ").append(count(functions, fate));
    }
    long inactive = count(functions, Fate.INACTIVE);
    long active = functions.size() - inactive;
    out.append(" | ").append(percent(count(functions, Fate.ANALYSED), active));
    out.append(" | ").append(percent(inactive, functions.size())).append(" |\n");
  }

  private static long count(List<Judged> functions, Fate fate) {
    return functions.stream().filter(one -> one.fate() == fate).count();
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f", 100.0 * part / whole);
  }

  private void reasons(StringBuilder out) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Judged one : judged) {
      if (one.fate() != Fate.ANALYSED && one.fate() != Fate.INACTIVE) {
        counts.merge((one.isCpp() ? "C++: " : "C: ") + one.reason(), 1, Integer::sum);
      }
    }
    out.append("\nMost frequent reasons\n\n");
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(20)
        .forEach(entry ->
            out.append(String.format(Locale.ROOT, "%6d  %s%n", entry.getValue(), entry.getKey())));
  }
}
