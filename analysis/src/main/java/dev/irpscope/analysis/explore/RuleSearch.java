package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.AnalysisOptions.Limits;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Severity;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Counterexample;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Searches one driver for one rule, as often as there is more to look at closely. */
final class RuleSearch {
  /** Searches with more functions followed. */
  private static final int MOST_AGAIN = 8;

  /** Of these, those that are made before anything is looked at more closely. */
  private static final int MOST_PUT_OFF = 2;

  private RuleSearch() {}

  /**
   * A finding with its paths.
   *
   * @param paths feasible ones, the shortest first; not empty
   * @param unseen functions that were not followed and on what they write, if they do, each of the
   *     paths depends; empty if one depends on none
   */
  record Found(
      String key,
      Severity severity,
      Span site,
      Optional<Span> opening,
      FunctionKey function,
      List<String> entries,
      List<Counterexample> paths,
      int pathCount,
      Set<FunctionKey> unseen) {}

  /**
   * What a whole search found.
   *
   * @param unjudged entry routines with a finding of which every walk that was tried contradicts
   *     itself
   */
  record Result(
      List<Found> findings,
      List<String> limits,
      int routines,
      List<String> unjudged,
      boolean exhausted,
      boolean cancelled) {
    static final Result NOTHING = new Result(List.of(), List.of(), 0, List.of(), true, false);

    /** Whether less is known than another search told. */
    boolean isLessThan(Result other) {
      return exhausted || unjudged.size() > other.unjudged.size();
    }
  }

  /**
   * Searches for one rule. Functions in which nothing of the rule happens are not followed at
   * first, and IRPs of others are sent with one outcome; where a finding or an answer of the rule
   * depends on some of that, once more with it.
   */
  static Result search(CodeModel model, Monitor monitor, Limits limits, Progress progress) {
    Closer closer = Closer.NOTHING;
    SearchRound search = new SearchRound(model, monitor, limits, progress, closer, Quiet.NONE);
    Optional<Result> proved = search.prove();
    if (proved.isPresent()) {
      return proved.get();
    }
    Quiet quiet = search.quiet();
    Closer before = closer;
    Optional<Result> last = Optional.empty();
    for (int round = 0; ; round++) {
      Optional<Result> found = search.search(round < MOST_PUT_OFF);
      Closer more = closer.with(search.steering());
      if (found.isPresent()) {
        Result result = found.get();
        if (round > 0 && last.isEmpty() && search.isTooLarge()) {
          // Nothing was looked at closely before this was put off: now it is.
          search = new SearchRound(model, monitor, limits, progress, before, quiet);
          return confirmed(search.search(false).orElseThrow(), result);
        }
        if (last.isPresent() && result.isLessThan(last.get())) {
          return confirmed(last.get(), result);
        }
        if (more.equals(closer) || result.cancelled() || round == MOST_AGAIN) {
          return result;
        }
        if (result.exhausted()) {
          return confirmed(result, Result.NOTHING);
        }
        last = found;
      }
      before = closer;
      closer = more;
      search = new SearchRound(model, monitor, limits, progress, closer, quiet);
    }
  }

  /**
   * What of a result stands where a search that followed more came to no end: findings that depend
   * on what a function may write which was not followed are not known to be possible unless they
   * were found again.
   */
  private static Result confirmed(Result result, Result again) {
    Set<String> seen = new HashSet<>();
    again.findings().forEach(found -> seen.add(found.key()));
    List<Found> kept =
        result.findings().stream()
            .filter(found -> found.unseen().isEmpty() || seen.contains(found.key()))
            .toList();
    if (kept.size() == result.findings().size()) {
      return result;
    }
    return new Result(
        kept,
        result.limits(),
        result.routines(),
        again.unjudged(),
        again.exhausted(),
        result.cancelled());
  }
}
