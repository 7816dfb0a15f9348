package dev.irpscope.analysis.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.drivers.AnnotatedDrivers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A part of all mutants, the same in each run. {@code -Dmutation.seed=N} takes another part, {@code
 * -Dmutation.all=true} every one of them, which takes many minutes.
 */
final class MutationTest {
  private static final boolean ALL = Boolean.getBoolean("mutation.all");
  private static final int DRIVERS = 8;
  private static final int GROUPS = 2;

  @TempDir Path scratch;

  @Test
  void mutantsThatBreakARuleAreFoundAndTheOthersChangeNoVerdict() throws Exception {
    Random random = new Random(Long.getLong("mutation.seed", 1));
    List<Path> drivers = new ArrayList<>(AnnotatedDrivers.samples());
    drivers.addAll(AnnotatedDrivers.small());
    if (!ALL) {
      Collections.shuffle(drivers, random);
      drivers = drivers.subList(0, DRIVERS);
    }
    List<MutationRun.Outcome> outcomes = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      List<Future<List<MutationRun.Outcome>>> all = new ArrayList<>();
      for (Path driver : drivers) {
        Random own = new Random(random.nextLong());
        all.add(executor.submit(() -> outcomes(driver, own)));
      }
      for (Future<List<MutationRun.Outcome>> one : all) {
        outcomes.addAll(one.get());
      }
    }
    KnownMutants known = KnownMutants.read();
    assertEquals(
        "", String.join("\n", known.differences(outcomes)), () -> MutationReport.of(outcomes));
    assertTrue(outcomes.stream().filter(one -> one.mutant().breaks()).count() > 20);
    assertTrue(outcomes.stream().filter(one -> !one.mutant().breaks()).count() > 20);
  }

  private List<MutationRun.Outcome> outcomes(Path driver, Random random) {
    try (MutationRun run = new MutationRun(driver, scratch)) {
      List<List<Mutant>> groups = new ArrayList<>(run.batches(_ -> true));
      if (!ALL) {
        Collections.shuffle(groups, random);
        groups = part(groups);
      }
      return groups.stream().flatMap(group -> run.run(group).stream()).toList();
    }
  }

  /** The first few groups of either kind. */
  private static List<List<Mutant>> part(List<List<Mutant>> groups) {
    List<List<Mutant>> part = new ArrayList<>();
    for (boolean breaks : new boolean[] {true, false}) {
      groups.stream()
          .filter(group -> group.getFirst().breaks() == breaks)
          .limit(GROUPS)
          .forEach(part::add);
    }
    return part;
  }
}
