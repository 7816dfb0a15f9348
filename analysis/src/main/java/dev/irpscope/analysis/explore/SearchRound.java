package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.AnalysisOptions.Limits;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.explore.SearchGraph.Node;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Rule;
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

/**
 * One search of a driver for one rule: from every entry routine, every finding judged by the
 * solver. What is not followed, and what is, is settled before.
 */
final class SearchRound {
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
  private final Map<String, RuleSearch.Found> findings = new LinkedHashMap<>();
  private final int routines;

  /** The entry routines from which what the rule needs can be reached. */
  private final List<EntrySpec> entries;

  private long spent;
  private long exact;
  private final Set<String> unjudged = new LinkedHashSet<>();

  private boolean isTooLarge;

  private boolean exhausted;
  private boolean cancelled;

  private Quiet quiet;

  SearchRound(
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
    this.code = RelevantCalls.view(model, monitor, closer);
    this.entryState = new EntryState(model, monitor);
    this.judge =
        new FindingJudge(
            rule,
            code,
            new Relevance(model, monitor.watched().functions()),
            entryState,
            this::cleaner);
    List<EntrySpec> all = EntrySpec.of(model, rule);
    this.routines = all.size();
    this.entries =
        all.stream()
            .filter(entry ->
                monitor
                    .watched()
                    .notCalled(model.calls().ddisWithRoutines(entry.graph().key()))
                    .isEmpty())
            .toList();
  }

  /** Functions that need not be followed where nothing of the rule has begun. */
  Quiet quiet() {
    return quiet;
  }

  /** Whether the budget was spent before all was seen once. */
  boolean isTooLarge() {
    return isTooLarge;
  }

  /** What it depends on what is found, and was not looked at closely. */
  Closer steering() {
    return code.undecided().with(new Closer(judge.steering(), Set.of()));
  }

  /** The answer if the functions in which the rule can begin are enough for it. */
  Optional<RuleSearch.Result> prove() {
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
  Optional<RuleSearch.Result> search(boolean mayPutOff) {
    boolean isDone = searchTogether(mayPutOff);
    return isDone ? Optional.of(result()) : Optional.empty();
  }

  private RuleSearch.Result result() {
    List<RuleSearch.Found> sorted = new ArrayList<>(findings.values());
    sorted.sort(Comparator.comparing(RuleSearch.Found::site).thenComparing(RuleSearch.Found::key));
    if (routines > 0) {
      notes.add("Pointers whose targets are not known are assumed to point to different objects.");
    }
    return new RuleSearch.Result(
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
    List<Map<String, RuleSearch.Found>> found = new ArrayList<>();
    List<List<WalkFinder>> open = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (int root = 0; root < entries.size(); root++) {
      Map<String, RuleSearch.Found> here = new LinkedHashMap<>();
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
      EntrySpec entry,
      List<WalkFinder> open,
      Set<String> known,
      Map<String, RuleSearch.Found> into) {
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
      Map<String, RuleSearch.Found> into) {
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
      Map<String, RuleSearch.Found> into) {
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
