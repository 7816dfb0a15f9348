package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Analyses a driver, then each of its mutants in a copy of its folder. */
final class MutationRun implements AutoCloseable {
  private final Path folder;
  private final Path copy;
  private final ExecutorService executor;
  private final AnalysedFolder base;
  private final Findings before;

  /** What became of a mutant; no problems if all is as it should be. */
  record Outcome(Mutant mutant, Set<String> rules, Set<String> missed, List<String> problems) {
    boolean isRight() {
      return missed.isEmpty() && problems.isEmpty();
    }
  }

  MutationRun(Path folder, Path scratch) {
    this.folder = folder;
    this.copy = scratch.resolve(String.valueOf(folder.getFileName()));
    copy(folder, copy);
    this.executor =
        Executors.newSingleThreadExecutor(work -> new Thread(null, work, "analysis", 256L << 20));
    this.base = DriverAnalysis.open(copy, AnalysisOptions.DEFAULT, executor, Progress.NONE);
    this.before = Findings.of(base, Map.of());
  }

  @Override
  public void close() {
    executor.close();
  }

  /** The mutants that are about rules which apply to the driver. */
  List<Mutant> mutants() {
    List<Span> blemishes = new ArrayList<>();
    for (Violation one : base.report().violations()) {
      blemishes.add(one.site());
      one.opening().ifPresent(blemishes::add);
    }
    return Workshop.mutants(folder, blemishes).stream().filter(this::applies).toList();
  }

  private boolean applies(Mutant mutant) {
    return !mutant.breaks() || mutant.rules().stream().anyMatch(before::applies);
  }

  /**
   * Mutants that can share a run: breaking ones of which no function is related to another, or
   * preserving ones of one kind, each in another function.
   */
  List<List<Mutant>> batches(Predicate<Mutant> chosen) {
    List<List<Mutant>> batches = new ArrayList<>();
    for (Mutant mutant : mutants()) {
      if (chosen.test(mutant)) {
        batches.stream()
            .filter(batch -> batch.stream().noneMatch(other -> conflict(mutant, other)))
            .findFirst()
            .ifPresentOrElse(
                batch -> batch.add(mutant), () -> batches.add(new ArrayList<>(List.of(mutant))));
      }
    }
    return batches;
  }

  private static boolean conflict(Mutant one, Mutant other) {
    if (one.breaks() != other.breaks()) {
      return true;
    }
    return one.breaks()
        ? !Collections.disjoint(one.related(), other.related())
        : !one.what().equals(other.what()) || one.function().equals(other.function());
  }

  /** What was right together was right one by one; the others are tried in smaller groups. */
  List<Outcome> run(List<Mutant> batch) {
    Map<String, String> texts = Mutant.texts(batch);
    texts.forEach(this::write);
    AnalysedFolder changed = base.reanalyse(texts.keySet(), executor, Progress.NONE);
    texts.keySet().forEach(path -> copyFile(folder.resolve(path), copy.resolve(path)));
    Map<String, String> renamed = new TreeMap<>();
    batch.forEach(mutant -> renamed.putAll(mutant.renamed()));
    Findings after = Findings.of(changed, renamed);
    List<Outcome> outcomes = batch.stream().map(mutant -> judge(mutant, after)).toList();
    List<Outcome> right = outcomes.stream().filter(Outcome::isRight).toList();
    if (right.size() == batch.size() || batch.size() == 1) {
      return outcomes;
    }
    List<Mutant> rest =
        outcomes.stream().filter(one -> !one.isRight()).map(Outcome::mutant).toList();
    List<Outcome> all = new ArrayList<>(right);
    int half = rest.size() < batch.size() ? rest.size() : rest.size() / 2;
    all.addAll(run(rest.subList(0, half)));
    if (half < rest.size()) {
      all.addAll(run(rest.subList(half, rest.size())));
    }
    return all;
  }

  private Outcome judge(Mutant mutant, Findings after) {
    List<String> problems = new ArrayList<>();
    Set<String> asked = new TreeSet<>();
    Set<String> missed = new LinkedHashSet<>();
    if (!after.unread().equals(before.unread())) {
      problems.add("not read whole: " + after.unread());
    } else if (mutant.breaks()) {
      mutant.sortedRules().stream().filter(before::applies).forEach(asked::add);
      asked.stream()
          .filter(rule -> !after.hasNew(rule, mutant.related(), before))
          .forEach(missed::add);
    } else {
      problems.addAll(after.differences(before));
    }
    return new Outcome(mutant, asked, missed, problems);
  }

  private void write(String path, String text) {
    try {
      Files.writeString(copy.resolve(path), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.sorted().toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          copyFile(path, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyFile(Path from, Path to) {
    try {
      Files.deleteIfExists(to);
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
