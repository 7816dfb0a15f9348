package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.drivers.AnnotatedDrivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Runs all mutants of all annotated drivers and prints a table; run in the folder of the module.
 * The first argument is a pattern for folders, the second one for what a mutant is called. {@code
 * -Dmutation.show=FOLDER} writes each wrong one's files into a folder.
 */
final class MutationTool {
  private MutationTool() {}

  public static void main(String[] arguments) throws Exception {
    Pattern folders = Pattern.compile(arguments.length > 0 ? arguments[0] : "");
    Pattern names = Pattern.compile(arguments.length > 1 ? arguments[1] : "");
    List<MutationRun.Outcome> outcomes = run(folders, names, 2);
    String show = System.getProperty("mutation.show", "");
    if (!show.isEmpty()) {
      show(Path.of(show), outcomes);
    }
    System.out.print(MutationReport.of(outcomes));
  }

  private static List<MutationRun.Outcome> run(Pattern folders, Pattern names, int threads)
      throws Exception {
    List<Path> drivers = new ArrayList<>(AnnotatedDrivers.samples());
    drivers.addAll(AnnotatedDrivers.small());
    drivers.removeIf(folder -> !folders.matcher(String.valueOf(folder.getFileName())).find());
    Path scratch = Files.createTempDirectory("mutation");
    List<MutationRun.Outcome> outcomes = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<List<MutationRun.Outcome>>> all = new ArrayList<>();
      for (Path folder : drivers) {
        all.add(
            executor.submit(() -> {
              try (MutationRun run = new MutationRun(folder, scratch)) {
                return run.batches(mutant -> names.matcher(mutant.name()).find()).stream()
                    .flatMap(batch -> run.run(batch).stream())
                    .toList();
              }
            }));
      }
      for (Future<List<MutationRun.Outcome>> one : all) {
        outcomes.addAll(one.get());
      }
    }
    return outcomes;
  }

  private static void show(Path folder, List<MutationRun.Outcome> outcomes) throws IOException {
    int number = 0;
    for (MutationRun.Outcome one : outcomes) {
      if (!one.isRight()) {
        Path place = folder.resolve("%04d".formatted(number++));
        Files.createDirectories(place);
        Files.writeString(place.resolve("mutant.txt"), MutationReport.line(one));
        for (var text : one.mutant().texts().entrySet()) {
          Path file = place.resolve(text.getKey());
          Files.createDirectories(file.getParent());
          Files.writeString(file, text.getValue());
        }
      }
    }
  }
}
