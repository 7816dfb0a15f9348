package dev.irpscope.analysis.rule;

import static dev.irpscope.analysis.rule.Path.IRP;
import static dev.irpscope.analysis.rule.Path.MORE;
import static dev.irpscope.analysis.rule.Path.NULL;
import static dev.irpscope.analysis.rule.Path.PENDING;
import static dev.irpscope.analysis.rule.Path.SUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuleStateTest {
  private static final Ref EVENT = Path.obj("&event");
  private static final Ref SECOND = Path.obj("&second");

  private static Path twoEvents(Ref first, Ref second) {
    return Path.dispatch("SignalEventInCompletion").initialises(first).initialises(second);
  }

  @Test
  void isEqualWhenTheSameEventsWereInitialisedInAnotherOrder() {
    RuleState one = twoEvents(EVENT, SECOND).state();
    RuleState other = twoEvents(SECOND, EVENT).state();
    assertEquals(one, other);
    assertEquals(one.hashCode(), other.hashCode());
  }

  @Test
  void keepsTheOrderOfEventsForWhatItLists() {
    assertEquals(
        List.of(IRP, Path.DEVICE, EVENT, SECOND),
        List.copyOf(twoEvents(EVENT, SECOND).state().refs()));
  }

  @Test
  void renamesEveryValueItSpeaksOf() {
    RuleState state = twoEvents(EVENT, SECOND).registers(IRP, "Done", EVENT).state();
    RuleState renamed = state.map(ref -> ref.equals(EVENT) ? Path.obj("&renamed") : ref);
    assertTrue(renamed.refs().contains(Path.obj("&renamed")));
    assertTrue(!renamed.refs().contains(EVENT));
    assertEquals(state, renamed.map(ref -> ref.equals(Path.obj("&renamed")) ? EVENT : ref));
  }

  @Test
  void forgetsMembersThatAreNotLive() {
    RuleState pruned = twoEvents(EVENT, SECOND).state().prune(ref -> !ref.equals(SECOND));
    assertEquals(Path.dispatch("SignalEventInCompletion").initialises(EVENT).state(), pruned);
  }

  @Test
  void comesBackToTheSameStateInALoopThatMakesAnIrpPerRound() {
    Monitor monitor = new Monitor(RuleCatalogue.builtIn().rule("IoAllocateForward").orElseThrow());
    RuleState start = Path.dispatch("IoAllocateForward").state();
    Path path = Path.dispatch("IoAllocateForward");
    path.world().origin("first", IrpOrigin.ALLOCATED);
    Ref first = Path.obj("first");
    path.calls(first, "IoAllocateIrp", NULL, NULL)
        .registers(first, "Done", NULL)
        .sends(SUCCESS, first);
    assertEquals(1, path.state().instances().size());
    assertEquals(start, monitor.prune(path.state(), ref -> !ref.equals(first)));
  }

  @Test
  void leavesAnObjectAsideWherePathsMeetOfWhichOneDoesNotHaveIt() {
    RuleState none = Path.dispatch("IoAllocateForward").state();
    Path path = Path.dispatch("IoAllocateForward").leaving();
    path.world().origin("first", IrpOrigin.ALLOCATED);
    Ref first = Path.obj("first");
    RuleState aside = path.calls(first, "IoAllocateIrp", NULL, NULL).state();
    assertTrue(aside.instances().getFirst().isAtRest());
    assertEquals(aside, aside.restingWith(none, ref -> false, first::equals));
    assertEquals(aside, none.restingWith(aside, first::equals, ref -> false));
    assertEquals(none, aside.restingWith(none, ref -> false, ref -> false));
    assertEquals(none, none.restingWith(aside, ref -> false, ref -> false));
  }

  @Test
  void keepsADeadObjectThatTheEndOfTheEntryWillReport() {
    Monitor monitor =
        new Monitor(RuleCatalogue.builtIn().rule("CompletionRoutineRegistered").orElseThrow());
    Path path =
        Path.dispatch("CompletionRoutineRegistered").registersEx(SUCCESS, IRP, "Done", NULL);
    assertEquals(path.state(), monitor.prune(path.state(), ref -> false));
  }

  @Test
  void findsAnInstanceByItsIdentity() {
    Path path = Path.dispatch("DoubleCompletion");
    Instance.Id id = path.state().instances().getFirst().id();
    assertEquals(Optional.of(IRP), id.object());
    assertEquals("Idle", path.state().instance(id).orElseThrow().state());
    path.call("IoCompleteRequest", IRP, NULL);
    assertEquals("Done", path.state().instance(id).orElseThrow().state());
  }

  @Test
  void watchesWhatTheRuleMentionsAndNothingElse() {
    Watched watched = RuleCatalogue.builtIn().rule("LowerDriverReturn").orElseThrow().watched();
    assertEquals(
        Set.of(
            "IoStatus.Status",
            "NextStack.MajorFunction",
            "NextStack.MinorFunction",
            "CurrentStack.MajorFunction",
            "CurrentStack.MinorFunction"),
        watched.fields());
    assertEquals(
        Set.of(Predicate.SAME_OUTCOME, Predicate.SUCCEEDED, Predicate.TELLS_OF),
        watched.predicates());
    assertTrue(watched.functions().contains("IoMarkIrpPending"));
    assertTrue(!watched.functions().contains("KeSetEvent"));
    assertTrue(watched.events().contains(EventPattern.Kind.WAIT_RESOLVED));
  }

  @Test
  void isTheSameAfterASignalAsBeforeTheRegistrationAsFarAsTheFutureGoes() {
    Monitor monitor =
        new Monitor(RuleCatalogue.builtIn().rule("SignalEventInCompletion").orElseThrow());
    Path idle = Path.dispatch("SignalEventInCompletion").initialises(EVENT);
    Path signalled =
        Path.dispatch("SignalEventInCompletion").initialises(EVENT).registers(IRP, "Done", NULL);
    RuleState registered = monitor.canonical(signalled.state());
    assertEquals(signalled.state(), registered);
    signalled.sendsPending(
        IRP, "Done", NULL, MORE, () -> signalled.call("KeSetEvent", EVENT, Path.FALSE, Path.FALSE));
    assertEquals("Signalled", signalled.stateName());
    assertEquals(idle.state(), monitor.canonical(signalled.state()));
  }

  @Test
  void keepsInEachStateTheVariablesThatAReportOfItsSays() {
    Monitor monitor = new Monitor(RuleCatalogue.builtIn().rule("LowerDriverReturn").orElseThrow());
    Path sent = Path.dispatch("LowerDriverReturn").sends(PENDING, IRP);
    assertTrue(sent.state().instances().getFirst().values().containsKey("lower"));
    assertEquals(sent.state(), monitor.canonical(sent.state()));
    RuleState marked = sent.call("IoMarkIrpPending", IRP).state();
    assertEquals(Map.of(), monitor.canonical(marked).instances().getFirst().values());
  }

  @Test
  void knowsWhichCallsMatterOnlyByMembersOfSets() {
    Watched signal =
        RuleCatalogue.builtIn().rule("SignalEventInCompletion").orElseThrow().watched();
    assertEquals(
        Set.of(
            "KeInitializeEvent",
            "IoSetCompletionRoutine",
            "IoSetCompletionRoutineEx",
            "IoBuildSynchronousFsdRequest",
            "IoBuildDeviceIoControlRequest",
            "KeWaitForSingleObject"),
        signal.members());
    Watched pending = RuleCatalogue.builtIn().rule("MarkIrpPending2").orElseThrow().watched();
    assertTrue(pending.anyObject().contains("KeWaitForSingleObject"));
    assertEquals(Set.of(), pending.members());
  }
}
