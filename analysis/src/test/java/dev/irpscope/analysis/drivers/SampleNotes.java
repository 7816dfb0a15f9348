package dev.irpscope.analysis.drivers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the comments of a driver say about its functions: which break a rule, which keep it, and
 * what decides. Relies on how the drivers are laid out: the braces of a body stand in the first
 * column.
 *
 * @param sources the lines of each file
 * @param changes what would have to stand in a line instead for a claim to fail
 * @param problems what is wrong with the way the comments are written
 */
record SampleNotes(
    Path folder,
    Map<String, List<String>> sources,
    List<Note> notes,
    List<Change> changes,
    List<String> problems) {
  private static final Pattern COMMENT =
      Pattern.compile("//\\s*(?:(expect|keeps|otherwise):\\s*(.*)|(correlated)\\s*)$");
  private static final Pattern ITEM =
      Pattern.compile("(\\w+)(?:\\s+x\\d+)?(?:\\s+(across functions|infeasible))?");

  /** How something is called of which nothing is known; the number of its line follows. */
  private static final String UNRELATED = "Unrelated";

  /** A line of a function. */
  record Line(String file, int line, int body) {
    boolean isInSameFunction(Line other) {
      return file.equals(other.file) && body == other.body;
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /**
   * @param breaks whether the rule is broken here, or kept
   * @param missed whether it is known that a claim cannot be shown, since the engine misses what
   *     would break the rule
   */
  record Note(Line at, String rule, boolean breaks, Optional<Claim> claim, boolean missed) {
    boolean claims(Claim wanted) {
      return claim.equals(Optional.of(wanted));
    }

    /** One name for the function that the note is in. */
    String function() {
      return at.file + ":" + (at.body < 0 ? at.line : at.body);
    }
  }

  /** A line, and what would stand there if a kind of claim did not hold. */
  record Change(Line at, Claim kind, String text) {}

  static SampleNotes read(Path folder) {
    SampleNotes notes =
        new SampleNotes(
            folder, new TreeMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".c")).sorted().toList()) {
        notes.read(folder.relativize(file).toString(), Files.readAllLines(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return notes;
  }

  private void read(String file, List<String> lines) {
    sources.put(file, lines);
    int body = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals("{")) {
        body = i + 1;
      }
      Matcher comment = COMMENT.matcher(line);
      if (comment.find()) {
        Line at = new Line(file, i + 1, body);
        String code = line.substring(0, comment.start());
        if (comment.group(3) != null) {
          correlated(at, code);
        } else if (comment.group(1).equals("otherwise")) {
          changes.add(new Change(at, Claim.ACROSS_FUNCTIONS, indentation(code) + comment.group(2)));
        } else {
          items(at, comment.group(1).equals("expect"), comment.group(2));
        }
      }
      if (line.equals("}")) {
        body = -1;
      }
    }
  }

  private void items(Line at, boolean breaks, String text) {
    if (!breaks && at.body < 0) {
      problems.add(at + " stands in no function");
    }
    int dash = text.indexOf(" - ");
    String items = dash < 0 ? text : text.substring(0, dash);
    boolean missed = !breaks && dash >= 0 && text.startsWith("known-missed: ", dash + 3);
    for (String part : items.split(",", -1)) {
      Matcher item = ITEM.matcher(part.strip());
      if (item.matches()) {
        Optional<Claim> claim = Optional.ofNullable(item.group(2)).flatMap(Claim::of);
        notes.add(new Note(at, item.group(1), breaks, claim, missed));
        if (breaks && claim.equals(Optional.of(Claim.INFEASIBLE))) {
          problems.add(at + " cannot break a rule on no path");
        }
      } else if (!part.strip().endsWith("known-false-positive")) {
        problems.add(at + " says '" + part.strip() + "'");
      }
    }
  }

  /** The condition on a line gives way to one of which nothing is known. */
  private void correlated(Line at, String code) {
    int open = code.indexOf('(');
    int close = closing(code, open);
    if (!code.strip().matches("(\\} else )?(if|while|switch|\\} while) \\(.*") || close < 0) {
      problems.add(at + " has no condition that could be correlated");
    } else {
      String text = code.substring(0, open + 1) + UNRELATED + at.line + code.substring(close);
      changes.add(new Change(at, Claim.INFEASIBLE, text));
    }
  }

  private static int closing(String code, int open) {
    int depth = 0;
    for (int i = Math.max(open, 0); i < code.length(); i++) {
      depth += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String indentation(String code) {
    return code.substring(0, code.length() - code.stripLeading().length());
  }

  /** The files as they would be if no claim of the kind held; lines keep their numbers. */
  Map<String, String> without(Claim kind) {
    Map<String, String> texts = new LinkedHashMap<>();
    sources.forEach((file, source) -> {
      List<String> lines = new ArrayList<>(source);
      StringBuilder declared = new StringBuilder();
      for (Change change : changes) {
        if (change.kind == kind && change.at.file.equals(file)) {
          lines.set(change.at.line - 1, change.text);
          if (kind == Claim.INFEASIBLE) {
            declared.append("extern int ").append(UNRELATED).append(change.at.line).append(';');
          }
        }
      }
      texts.put(file, declared + String.join("\n", lines) + "\n");
    });
    return texts;
  }

  /** Whether a line of the same function would be changed. */
  boolean isChangedIn(Line line, Claim kind) {
    return changes.stream()
        .anyMatch(change -> change.kind == kind && change.at.isInSameFunction(line));
  }
}
