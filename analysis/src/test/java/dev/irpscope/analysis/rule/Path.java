package dev.irpscope.analysis.rule;

import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Walks one path of an imagined driver past one rule, and keeps what the rule says. */
final class Path {
  static final Ref IRP = FakeWorld.obj("Irp");
  static final Ref DEVICE = FakeWorld.obj("DeviceObject");
  static final Ref BELOW = FakeWorld.obj("ext->Lower");
  static final Ref TRUE = FakeWorld.number(1);
  static final Ref FALSE = FakeWorld.number(0);
  static final Ref NULL = FakeWorld.number(0);
  static final Ref SUCCESS = FakeWorld.constant("STATUS_SUCCESS");
  static final Ref PENDING = FakeWorld.constant("STATUS_PENDING");
  static final Ref FAILURE = FakeWorld.constant("STATUS_INSUFFICIENT_RESOURCES");
  static final Ref MORE = FakeWorld.constant("STATUS_MORE_PROCESSING_REQUIRED");

  private final Monitor monitor;
  private final FakeWorld world;
  private final List<Outcome.Fired> fired = new ArrayList<>();
  private RuleState state;
  private Monitor.Start start = Monitor.Start.FOLLOW;

  private Path(Rule rule, EntryContext entry, FakeWorld world) {
    this.monitor = new Monitor(rule);
    this.world = world;
    this.state = monitor.initial(entry);
    step(new Occurrence.EntryStart(entry));
  }

  /** A dispatch routine "DispatchRead" with the incoming IRP "Irp". */
  static Path dispatch(String rule) {
    return of(rule, entry(EntryContext.Kind.DISPATCH, "DispatchRead"));
  }

  static Path of(String rule, EntryContext entry) {
    FakeWorld world = new FakeWorld().origin("Irp", IrpOrigin.INCOMING);
    return new Path(RuleCatalogue.builtIn().rule(rule).orElseThrow(), entry, world);
  }

  static Path of(Rule rule, EntryContext entry) {
    return new Path(rule, entry, new FakeWorld().origin("Irp", IrpOrigin.INCOMING));
  }

  static EntryContext entry(EntryContext.Kind kind, String routine, String... facts) {
    return new EntryContext(
        kind,
        routine,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of(IRP),
        Optional.of(DEVICE),
        List.of(facts));
  }

  static Ref obj(String name) {
    return FakeWorld.obj(name);
  }

  FakeWorld world() {
    return world;
  }

  RuleState state() {
    return state;
  }

  List<Outcome.Fired> fired() {
    return fired;
  }

  Path step(Occurrence occurrence) {
    Outcome outcome = monitor.step(state, occurrence, world, start);
    state = outcome.state();
    fired.addAll(outcome.fired());
    return this;
  }

  /** What is met from here on is left aside. */
  Path leaving() {
    start = Monitor.Start.LEAVE;
    return this;
  }

  /** What is met from here on is followed. */
  Path following() {
    start = Monitor.Start.FOLLOW;
    return this;
  }

  /** A DDI is called and returns nothing. */
  Path call(String function, Ref... arguments) {
    step(new Occurrence.Call(function, List.of(arguments)));
    return step(new Occurrence.Return(function, List.of(arguments), Optional.empty()));
  }

  /** A DDI is called and returns {@code result}. */
  Path calls(Ref result, String function, Ref... arguments) {
    step(new Occurrence.Call(function, List.of(arguments)));
    return step(new Occurrence.Return(function, List.of(arguments), Optional.of(result)));
  }

  Path registers(Ref irp, String routine, Ref context) {
    return call("IoSetCompletionRoutine", irp, obj(routine), context, TRUE, TRUE, TRUE);
  }

  Path registersEx(Ref result, Ref irp, String routine, Ref context) {
    return calls(
        result, "IoSetCompletionRoutineEx", DEVICE, irp, obj(routine), context, TRUE, TRUE, TRUE);
  }

  Path initialises(Ref event) {
    return call("KeInitializeEvent", event, FALSE, FALSE);
  }

  /** The lower driver pends the IRP; the routine runs in between. */
  Path sendsPending(Ref irp, String routine, Ref context, Ref result, Runnable inRoutine) {
    step(new Occurrence.Call("IoCallDriver", List.of(BELOW, irp)));
    step(new Occurrence.LowerOutcome(irp, Occurrence.Outcome.PENDING));
    world.fact("pendingReturned", Truth.TRUE, irp);
    step(new Occurrence.RoutineStart(irp, obj(routine), context));
    inRoutine.run();
    step(new Occurrence.RoutineEnd(irp, obj(routine), result));
    world.field(world.display(irp), "IoStatus.Status", PENDING);
    return step(new Occurrence.Return("IoCallDriver", List.of(BELOW, irp), Optional.of(PENDING)));
  }

  /** The lower driver answers at once; no routine of the driver runs. */
  Path sends(Ref result, Ref irp) {
    world.fact("pendingReturned", Truth.of(result.equals(PENDING)), irp);
    world.field(world.display(irp), "IoStatus.Status", result);
    step(new Occurrence.Call("IoCallDriver", List.of(BELOW, irp)));
    step(new Occurrence.LowerOutcome(irp, outcome(result)));
    return step(new Occurrence.Return("IoCallDriver", List.of(BELOW, irp), Optional.of(result)));
  }

  private Occurrence.Outcome outcome(Ref result) {
    if (result.equals(PENDING)) {
      return Occurrence.Outcome.PENDING;
    }
    return world.succeeded(result) == Truth.TRUE ? Occurrence.Outcome.OK : Occurrence.Outcome.ERROR;
  }

  Path waits(Ref event) {
    return calls(SUCCESS, "KeWaitForSingleObject", event, FALSE, FALSE, FALSE, NULL);
  }

  Path returns(Ref result) {
    return step(new Occurrence.EntryEnd(Optional.of(result)));
  }

  /** Messages of violations, confirmed ones included, in order. */
  List<String> violations() {
    return messages(Outcome.Kind.VIOLATION, Outcome.Kind.CONFIRMED);
  }

  List<String> messages(Outcome.Kind... kinds) {
    return fired.stream()
        .flatMap(one -> one.finding().stream())
        .filter(finding -> List.of(kinds).contains(finding.kind()))
        .map(Outcome.Finding::message)
        .toList();
  }

  /** State of the only instance. */
  String stateName() {
    if (state.instances().size() != 1) {
      throw new IllegalStateException(state.instances().toString());
    }
    return state.instances().getFirst().state();
  }
}
