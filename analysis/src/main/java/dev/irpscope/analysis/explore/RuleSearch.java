package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.AnalysisOptions.Limits;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.explore.SearchGraph.Node;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.Severity;
import dev.irpscope.analysis.rule.Watched;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Searches one driver for one rule: every entry routine, every finding judged by the solver. */
final class RuleSearch {
  /** States that may differ in memory only at one point, for the first search and refinements. */
  private static final int[] WIDTHS = {1, 4, 16, 64};

  /** All entry routines of a driver, searched together, may take this many times one's budget. */
  private static final int TOGETHER = 3;

  /** The same with what is searched once more. */
  private static final int ALL_ENTRIES = 4;

  /**
   * Places where paths ended of which a refinement asks what merging lost there: the more, the more
   * states. Others follow where a search with these is too large or nothing new was learnt.
   */
  private static final int[] PLACES = {2, 8};

  /** One search takes at most this part of a routine's budget while there are more to ask. */
  private static final int FIRST_PART = 4;

  /**
   * Walks of one finding that are looked for from one entry routine, and where all of these
   * contradict themselves.
   */
  private static final int[] MOST_WALKS = {12, 100};

  /** States that are run to find them, and when nothing else is left to try. */
  private static final int FEW_EXACT = 250;

  private static final int MOST_EXACT = 1000;

  /**
   * Times the budget of states that all walks of a rule may take; after half of it, one is enough.
   */
  private static final int ALL_EXACT = 2;

  /** Searches with more functions followed. */
  private static final int MOST_AGAIN = 8;

  /** Of these, those that are made before anything is looked at more closely. */
  private static final int MOST_PUT_OFF = 2;

  private final CodeModel model;
  private final Rule rule;
  private final Limits limits;
  private final Progress progress;
  private final Closer closer;
  private final Monitor monitor;
  private final Code code;
  private final EntryState entryState;
  private final FindingJudge judge;
  private final Set<String> notes = new LinkedHashSet<>();
  private final Map<String, Found> findings = new LinkedHashMap<>();
  private final int routines;

  /** The entry routines from which what the rule needs can be reached. */
  private final List<EntrySpec> entries;

  private long spent;
  private long exact;
  private final Set<String> unjudged = new LinkedHashSet<>();

  /** Whether the budget was spent before all was seen once. */
  private boolean isTooLarge;

  private boolean exhausted;
  private boolean cancelled;

  /** Functions that need not be followed where nothing of the rule has begun. */
  private Quiet quiet;

  private RuleSearch(
      CodeModel model,
      Monitor monitor,
      Limits limits,
      Progress progress,
      Closer closer,
      Quiet quiet) {
    this.model = model;
    this.quiet = quiet.without(closer.followed(), model::closure);
    this.rule = monitor.rule();
    this.limits = limits;
    this.progress = progress;
    this.closer = closer;
    this.monitor = monitor;
    Watched watched = monitor.watched();
    Set<String> relevant = new HashSet<>(watched.functions());
    if (watched.concernsIrps()) {
      relevant.addAll(ALWAYS_RELEVANT);
    }
    Set<String> anyObject = new HashSet<>(watched.anyObject());
    Set<String> members = watched.members();
    anyObject.removeAll(members);
    if (watched.irql()) {
      relevant.addAll(CHANGES_IRQL);
      anyObject.addAll(CHANGES_IRQL);
    }
    Set<String> signals = new HashSet<>(SIGNALS);
    signals.removeAll(watched.functions());
    signals.addAll(watched.inRoutines());
    this.code =
        new RuleView(
            model,
            phases(watched, relevant),
            anyObject,
            members,
            signals,
            monitor.origins(),
            closer);
    this.entryState = new EntryState(model, monitor);
    this.judge =
        new FindingJudge(
            rule, code, new Relevance(model, watched.functions()), entryState, this::cleaner);
    List<EntrySpec> all = EntrySpec.of(model, rule);
    this.routines = all.size();
    this.entries =
        all.stream()
            .filter(entry ->
                watched.notCalled(model.calls().ddisWithRoutines(entry.graph().key())).isEmpty())
            .toList();
  }

  /**
   * What matters in each phase. A rule that does not say which calls it needs is always open.
   *
   * @param relevant every DDI that may move the rule or the IRPs it is about
   */
  private static Map<Phase, Set<String>> phases(Watched watched, Set<String> relevant) {
    List<Set<String>> needed = watched.necessary();
    if (needed.isEmpty()) {
      return Map.of(Phase.BEFORE, relevant, Phase.SETTLED, relevant, Phase.OPEN, relevant);
    }
    Set<String> any = new HashSet<>();
    needed.forEach(any::addAll);
    return Map.of(Phase.BEFORE, needed.getFirst(), Phase.SETTLED, any, Phase.OPEN, relevant);
  }

  /** DDIs that decide which IRP is where: functions that reach them are followed for every rule. */
  private static final Set<String> ALWAYS_RELEVANT =
      Set.of(
          FunctionSummaries.KEEPS_IRP,
          "IoCallDriver",
          "PoCallDriver",
          "IoForwardIrpSynchronously",
          "IoSetCompletionRoutine",
          "IoSetCompletionRoutineEx",
          "IoCompleteRequest",
          "IoAllocateIrp",
          "IoAllocateIrpEx",
          "IoBuildAsynchronousFsdRequest",
          "IoBuildSynchronousFsdRequest",
          "IoBuildDeviceIoControlRequest",
          "IoFreeIrp",
          "IoReuseIrp",
          "KeWaitForSingleObject",
          "KeWaitForMultipleObjects",
          "KeSetEvent",
          "KeInitializeEvent",
          "IoCsqInsertIrp",
          "IoCsqInsertIrpEx",
          "IoStartPacket",
          "IoQueueWorkItem");

  /** How a completion routine tells that it has run. */
  private static final Set<String> SIGNALS = Set.of("KeSetEvent", "KeInitializeEvent");

  /** DDIs after which the IRQL may be another one. */
  static final Set<String> CHANGES_IRQL =
      DdiTable.STANDARD.having(effect ->
          switch (effect) {
            case Effect.RaiseIrql _,
                Effect.LowerIrql _,
                Effect.RaiseToDispatch _,
                Effect.RaiseKept _,
                Effect.LowerKept _ ->
                true;
            default -> false;
          });

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
    RuleSearch search = new RuleSearch(model, monitor, limits, progress, closer, Quiet.NONE);
    Optional<Result> proved = search.prove();
    if (proved.isPresent()) {
      return proved.get();
    }
    Quiet quiet = search.quiet;
    Closer before = closer;
    Optional<Result> last = Optional.empty();
    for (int round = 0; ; round++) {
      Optional<Result> found = search.search(round < MOST_PUT_OFF);
      Closer more = closer.with(search.steering());
      if (found.isPresent()) {
        Result result = found.get();
        if (round > 0 && last.isEmpty() && search.isTooLarge) {
          search = new RuleSearch(model, monitor, limits, progress, before, quiet);
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
      search = new RuleSearch(model, monitor, limits, progress, closer, quiet);
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

  /** What it depends on what is found, and was not looked at closely. */
  private Closer steering() {
    return code.undecided().with(new Closer(judge.steering(), Set.of()));
  }

  /** The answer if the functions in which the rule can begin are enough for it. */
  private Optional<Result> prove() {
    LocalProof proof =
        new LocalProof(model, code, monitor, entryState, cleaner(), limits, progress);
    boolean isKept = proof.isKept(entries);
    notes.addAll(proof.notes());
    quiet = proof.quiet();
    return isKept ? Optional.of(result()) : Optional.empty();
  }

  private Machine machine() {
    return new Machine(code, monitor, limits, Optional.empty(), quiet);
  }

  /**
   * @param mayPutOff whether to give up where findings are undecided and there is more to follow,
   *     on which they may depend
   */
  private Optional<Result> search(boolean mayPutOff) {
    boolean isDone = searchTogether(mayPutOff);
    return isDone ? Optional.of(result()) : Optional.empty();
  }

  private Result result() {
    List<Found> sorted = new ArrayList<>(findings.values());
    sorted.sort(Comparator.comparing(Found::site).thenComparing(Found::key));
    if (routines > 0) {
      notes.add("Pointers whose targets are not known are assumed to point to different objects.");
    }
    return new Result(
        sorted, List.copyOf(notes), routines, List.copyOf(unjudged), exhausted, cancelled);
  }

  /**
   * Searches all entry routines at once; those with findings that stay undecided once more, unless
   * another routine has the same finding. Tells whether that was done to the end.
   */
  private boolean searchTogether(boolean mayPutOff) {
    if (entries.isEmpty()) {
      return true;
    }
    Machine machine = machine();
    Explorer.Result result =
        explore(
            entries, machine, WIDTHS[0], Precision.NONE, Set.of(), limits.maxStates() * TOGETHER);
    isTooLarge = result.exhausted();
    exhausted |= isTooLarge;
    Map<Explorer.Key, WalkFinder> finders = finders(machine, result);
    List<Map<String, Found>> found = new ArrayList<>();
    List<List<WalkFinder>> open = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (int root = 0; root < entries.size(); root++) {
      Map<String, Found> here = new LinkedHashMap<>();
      boolean isOneEnough = rule.states().size() == 1 || exact > limits.maxStates();
      Set<String> done = isOneEnough ? known : Set.of();
      open.add(judge(entries.get(root), root, machine, result, finders, FEW_EXACT, done, here));
      found.add(here);
      known.addAll(here.keySet());
    }
    for (int root = 0; root < entries.size(); root++) {
      List<WalkFinder> undecided =
          open.get(root).stream()
              .filter(finder -> !known.contains(finder.wanted().place()))
              .toList();
      if (!undecided.isEmpty()) {
        if (result.exhausted() || cancelled) {
          unjudged.add(entries.get(root).graph().key().name());
        } else if (mayPutOff
            && !exhausted
            && !closer.followed().containsAll(steering().followed())) {
          return false;
        } else {
          refine(entries.get(root), undecided, known, found.get(root));
          known.addAll(found.get(root).keySet());
        }
      }
    }
    found.forEach(
        here -> here.forEach((key, one) -> findings.merge(key, one, FindingJudge::merged)));
    return true;
  }

  private Explorer.Result explore(
      List<EntrySpec> entries,
      Machine machine,
      int width,
      Precision precision,
      Set<Object> within,
      int budget) {
    List<State> starts = new ArrayList<>();
    for (EntrySpec entry : entries) {
      starts.add(entryState.start(entry, machine, new Tape(Tape.Detail.RULE_EVENTS)));
    }
    Explorer.Result result =
        new Explorer(machine, cleaner(), budget, width, precision, within, progress).search(starts);
    notes.addAll(result.limits());
    spent += result.states();
    cancelled |= result.cancelled();
    return result;
  }

  /**
   * Searches one entry routine again, telling apart what its findings depend on; where that is not
   * known, with less merged everywhere.
   */
  private void refine(
      EntrySpec entry, List<WalkFinder> open, Set<String> known, Map<String, Found> into) {
    List<WalkFinder> undecided = open;
    Precision precision = Precision.NONE;
    int left = limits.maxStates();
    int widths = 0;
    int asking = 0;
    for (int round = 0; round < limits.maxRefinements(); round++) {
      Precision finer = precision;
      Set<Object> within = new HashSet<>();
      for (WalkFinder finding : undecided) {
        finer = finding.refine(finer, PLACES[asking]);
        finding.slice().addPlaces(within);
      }
      boolean more = asking < PLACES.length - 1;
      if (finer.equals(precision)) {
        if (more) {
          asking++;
          continue;
        }
        widths++;
      }
      if (widths == WIDTHS.length) {
        break;
      }
      if (left <= 0 || spent >= (long) ALL_ENTRIES * limits.maxStates()) {
        exhausted = true;
        return;
      }
      Machine machine = machine();
      int budget = more ? Math.min(left, limits.maxStates() / FIRST_PART) : left;
      Explorer.Result result =
          explore(List.of(entry), machine, WIDTHS[widths], finer, within, budget);
      left -= result.states();
      if (result.exhausted() && more) {
        asking++;
        continue;
      }
      precision = finer;
      int most = widths == 0 ? FEW_EXACT : MOST_EXACT;
      Set<String> done = new HashSet<>(known);
      done.addAll(into.keySet());
      undecided = judge(entry, 0, machine, result, finders(machine, result), most, done, into);
      if (undecided.isEmpty() || result.exhausted() || cancelled) {
        exhausted |= result.exhausted();
        break;
      }
    }
    if (!undecided.isEmpty()) {
      unjudged.add(entry.graph().key().name());
    }
  }

  private Map<Explorer.Key, WalkFinder> finders(Machine machine, Explorer.Result result) {
    Map<Explorer.Key, WalkFinder> finders = new LinkedHashMap<>();
    result
        .findings()
        .forEach((key, ends) ->
            finders.put(key, new WalkFinder(machine, cleaner(), key, ends, progress)));
    return finders;
  }

  /** Judges what was found from one entry routine; the findings that remain undecided. */
  private List<WalkFinder> judge(
      EntrySpec entry,
      int root,
      Machine machine,
      Explorer.Result result,
      Map<Explorer.Key, WalkFinder> finders,
      int most,
      Set<String> known,
      Map<String, Found> into) {
    List<WalkFinder> open = new ArrayList<>();
    Node begin = result.entries().get(root);
    for (Map.Entry<Explorer.Key, WalkFinder> finding : finders.entrySet()) {
      if (!known.contains(finding.getKey().place())
          && finding.getValue().slice().distance(begin).isPresent()) {
        int budget = (int) Math.min(most, ALL_EXACT * (long) limits.maxStates() - exact);
        if (!isDecided(entry, machine, begin, finding.getValue(), budget, into)) {
          open.add(finding.getValue());
        }
      }
    }
    return open;
  }

  /** Whether a finding was judged possible, or every walk to it was seen. */
  private boolean isDecided(
      EntrySpec entry,
      Machine machine,
      Node begin,
      WalkFinder finder,
      int budget,
      Map<String, Found> into) {
    for (int most : MOST_WALKS) {
      State start = entryState.start(entry, machine, new Tape(Tape.Detail.RULE_EVENTS));
      WalkFinder.Answer found = finder.find(begin, start, most, budget);
      exact += found.states();
      if (judge.judge(entry, machine, finder.wanted(), found.walks(), into) || found.whole()) {
        return true;
      }
      if (found.walks().size() < most) {
        return false;
      }
    }
    return false;
  }

  /** Begins the names of fields that lie in the next driver's stack location. */
  private static final String NEXT_STACK = "NextStack.";

  private Cleaner cleaner() {
    Set<Long> always = new HashSet<>(model.completionReads());
    Set<String> fields = new HashSet<>(monitor.watched().fields());
    fields.addAll(List.of("IoStatus.Status", "PendingReturned", "Cancel"));
    for (String field : fields) {
      OptionalLong offset = model.layouts().offset("IRP", field);
      offset.ifPresent(always::add);
    }
    Set<String> members = new TreeSet<>(List.of("CompletionRoutine", "Context", "MajorFunction"));
    for (String field : monitor.watched().fields()) {
      if (field.startsWith(NEXT_STACK)) {
        members.add(field.substring(NEXT_STACK.length()));
      }
    }
    for (String member : members) {
      model.layouts().offset("IO_STACK_LOCATION", member).ifPresent(always::add);
    }
    return new Cleaner(code, monitor, always);
  }
}
