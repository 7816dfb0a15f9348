package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.source.Span;
import java.nio.file.Path;
import java.util.List;

/** Makes the mutants of a driver. */
final class Workshop {
  private Workshop() {}

  /**
   * @param blemishes where findings stand or begin; those functions are not broken further
   */
  static List<Mutant> mutants(Path folder, List<Span> blemishes) {
    Bench bench = new Bench(DriverText.read(folder));
    for (FunctionText function : bench.driver().functions()) {
      if (blemishes.stream().noneMatch(span -> isIn(span, function.span()))) {
        new RegistrationMutations(bench).make(function);
        new RoutineMutations(bench).make(function);
        new LockMutations(bench).make(function);
        new DispatchMutations(bench).make(function);
        new OwnIrpMutations(bench).make(function);
      }
      new PreservingMutations(bench).make(function);
    }
    return bench.mutants();
  }

  private static boolean isIn(Span inner, Span outer) {
    return inner.file().path().equals(outer.file().path())
        && inner.start() >= outer.start()
        && inner.end() <= outer.end();
  }
}
