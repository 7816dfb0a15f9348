package dev.irpscope.app.fake;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.report.EntryRoutine;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.MissingHeaders;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Fact.Certainty;
import dev.irpscope.analysis.trace.Fact.Group;
import dev.irpscope.analysis.trace.MissingCall;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.analysis.trace.Step.Importance;
import dev.irpscope.analysis.trace.Step.Kind;
import dev.irpscope.analysis.trace.Step.Lane;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/** A small filter driver with two violations, every kind of verdict, and both lanes. */
public final class FakeFolder implements AnalysedFolder {
  private static final String IDLE = "Idle";
  private static final String ARMED = "Armed";

  private final SourceFile control = read("filter/control.c", "control.c");
  private final SourceFile query = read("filter/query.c", "query.c");
  private final SourceFile header = read("filter/filter.h", "filter.h");
  private final Violation forgotten = forgottenSend();
  private final Violation unsignalled = unsignalledEvent();
  private final List<ControlFlowGraph> graphs =
      List.of(dispatchGraph(), watchesGraph(), completionGraph(), queryGraph());
  private final AnalysisReport report = makeReport();

  /** The finding with a ghost and a helper function on its path. */
  public Violation forgotten() {
    return forgotten;
  }

  /** The finding with a completion lane and no ghost. */
  public Violation unsignalled() {
    return unsignalled;
  }

  @Override
  public AnalysisReport report() {
    return report;
  }

  @Override
  public Coverage coverage() {
    return report.coverage();
  }

  @Override
  public Optional<ControlFlowGraph> graph(FunctionKey function) {
    return graphs.stream().filter(g -> g.key().equals(function)).findFirst();
  }

  @Override
  public List<FunctionKey> functions() {
    return graphs.stream().map(ControlFlowGraph::key).sorted().toList();
  }

  @Override
  public Optional<SourceFile> file(String path) {
    return List.of(control, query, header).stream().filter(f -> f.path().equals(path)).findFirst();
  }

  @Override
  public List<String> files() {
    return List.of(control.path(), header.path(), query.path());
  }

  @Override
  public List<Counterexample> paths(Violation violation) {
    return List.of(violation.shortest());
  }

  @Override
  public AnalysedFolder reanalyse(
      Collection<String> changed, Executor executor, Progress progress) {
    return this;
  }

  private Violation forgottenSend() {
    String f = "\nFilterDispatchDeviceControl";
    FakePath path = new FakePath(IDLE, "Irp");
    path.in(Lane.DISPATCH, 0, control, "FilterDispatchDeviceControl");
    path.known(Group.IRP, "Irp: owner", "this routine")
        .known(Group.IRP, "Irp: stack location", "ours")
        .fact(Group.VARIABLE, "status", "unknown", Certainty.UNKNOWN, "not assigned yet")
        .step(
            Kind.ENTRY,
            0,
            f,
            "FilterDispatchDeviceControl",
            "The I/O manager calls FilterDispatchDeviceControl for IRP_MJ_DEVICE_CONTROL.");
    path.importance(Importance.OTHER)
        .known(Group.VARIABLE, "ext", "the device extension of DeviceObject")
        .step(
            Kind.STATEMENT,
            0,
            f,
            "ext = DeviceObject->DeviceExtension",
            "ext is set to the device extension.");
    path.importance(Importance.IMPORTANT)
        .step(Kind.CALL, 0, f, "FilterWatches(ext, Irp)", "Calls FilterWatches.");
    path.in(Lane.DISPATCH, 1, control, "FilterWatches");
    path.importance(Importance.OTHER)
        .known(Group.VARIABLE, "stack", "the current stack location of Irp")
        .step(
            Kind.STATEMENT,
            0,
            "\nFilterWatches",
            "stack = IoGetCurrentIrpStackLocation(Irp)",
            "stack is set to the driver's own stack location.");
    path.importance(Importance.OTHER)
        .outcome("true", 0)
        .fact(
            Group.CONDITION,
            "IoControlCode == IOCTL_FILTER_QUERY",
            "true",
            Certainty.ASSUMED,
            "The caller chooses the control code.")
        .step(
            Kind.BRANCH,
            0,
            "\nFilterWatches",
            "stack->Parameters.DeviceIoControl.IoControlCode == IOCTL_FILTER_QUERY",
            "The request is IOCTL_FILTER_QUERY.");
    path.importance(Importance.OTHER)
        .step(Kind.RETURN, 1, "\nFilterWatches", "return TRUE", "FilterWatches returns TRUE.");
    path.in(Lane.DISPATCH, 0, control, "FilterDispatchDeviceControl");
    path.outcome("false", 1)
        .importance(Importance.IMPORTANT)
        .step(Kind.BRANCH, 0, f, "!FilterWatches(ext, Irp)", "The request is watched.");
    path.importance(Importance.IMPORTANT)
        .known(Group.IRP, "Irp: next stack location", "copy of ours")
        .step(
            Kind.CALL,
            2,
            f,
            "IoCopyCurrentIrpStackLocationToNext(Irp)",
            "The stack location is copied for the next driver.");
    path.rule(ARMED)
        .known(Group.VARIABLE, "status", "STATUS_SUCCESS")
        .known(
            Group.IRP,
            "Irp: completion routine",
            "FilterIoctlComplete, on success, error and cancel")
        .step(
            Kind.RULE_EVENT,
            2,
            f,
            "status = IoSetCompletionRoutineEx(DeviceObject, Irp,\n"
                + "                                      FilterIoctlComplete, ext, TRUE, TRUE, TRUE)",
            "IoSetCompletionRoutineEx succeeds: the routine is set, and memory is reserved for it.");
    path.outcome("false", 1)
        .step(Kind.BRANCH, 2, f, "!NT_SUCCESS(status)", "The status is a success.");
    path.outcome("false", 1)
        .fact(
            Group.CONDITION,
            "ext->Filtering",
            "FALSE",
            Certainty.ASSUMED,
            "Nothing on the path sets it.")
        .assumed("ext->Filtering is assumed FALSE: nothing on the path sets it.")
        .step(Kind.BRANCH, 4, f, "ext->Filtering", "The filter is switched off.");
    path.rule("violation")
        .step(
            Kind.VIOLATION,
            6,
            "FilterLogRequest(ext, Irp);",
            "return status",
            "The routine returns although the request was never sent.");
    Span end = FakePath.find(control, "FilterLogRequest(ext, Irp);", "return status;");
    MissingCall missing =
        new MissingCall(
            "IoCallDriver(ext->LowerDevice, Irp)",
            "IoCallDriver never happened after step 9",
            Optional.of(
                new MissingCall.Ghost(
                    new FunctionKey(control.path(), "FilterDispatchDeviceControl", 0),
                    6,
                    end,
                    11,
                    "The IRP is still owned here and every failing path passes.")),
            Optional.empty());
    Counterexample shortest =
        new Counterexample(
            path.steps(),
            OptionalInt.of(8),
            11,
            11,
            "FilterDispatchDeviceControl sets a completion routine on Irp with"
                + " IoSetCompletionRoutineEx but returns without sending the IRP.",
            "The routine never runs, and the memory reserved for it is lost.",
            Optional.of(missing),
            Counterexample.Feasibility.FEASIBLE,
            List.of("ext->Filtering is FALSE"));
    return new Violation(
        "crr-1",
        "f1",
        "filter",
        "CompletionRoutineRegistered",
        Violation.Severity.DEFECT,
        new FunctionKey(control.path(), "FilterDispatchDeviceControl", 0),
        end,
        Optional.of(path.steps().get(8).origin().site()),
        List.of("FilterDispatchDeviceControl (IRP_MJ_DEVICE_CONTROL)"),
        shortest,
        3);
  }

  private Violation unsignalledEvent() {
    FakePath path = new FakePath("None", "irp");
    String f = "\nFilterQueryCaps";
    path.in(Lane.DISPATCH, 0, query, "FilterQueryCaps");
    path.step(
        Kind.ENTRY, 0, f, "FilterQueryCaps", "FilterQueryCaps is called to read the capabilities.");
    path.rule("Allocated")
        .known(Group.IRP, "irp: owner", "this routine")
        .known(Group.IRP, "irp: origin", "IoAllocateIrp")
        .step(
            Kind.RULE_EVENT,
            0,
            f,
            "irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE)",
            "An IRP of the driver's own is allocated.");
    path.outcome("false", 1)
        .importance(Importance.OTHER)
        .step(Kind.BRANCH, 0, f, "irp == NULL", "The allocation succeeded.");
    path.importance(Importance.IMPORTANT)
        .known(Group.EVENT, "query.Event", "not signalled")
        .step(
            Kind.CALL,
            2,
            f,
            "KeInitializeEvent(&query.Event, NotificationEvent, FALSE)",
            "query.Event is prepared, not signalled.");
    path.importance(Importance.OTHER)
        .assumed("FilterPrepareCaps is not in this folder; it is assumed to leave irp alone.")
        .step(
            Kind.CALL,
            2,
            f,
            "FilterPrepareCaps(irp)",
            "Calls FilterPrepareCaps, which is not here.");
    path.rule("RoutineSet")
        .known(Group.IRP, "irp: completion routine", "QueryCapsComplete, always")
        .step(
            Kind.RULE_EVENT,
            2,
            f,
            "IoSetCompletionRoutine(irp, QueryCapsComplete, &query, TRUE, TRUE, TRUE)",
            "QueryCapsComplete is set as completion routine.");
    path.rule("Sent")
        .known(Group.IRP, "irp: owner", "the lower driver")
        .step(
            Kind.RULE_EVENT,
            2,
            f,
            "IoCallDriver(Ext->LowerDevice, irp)",
            "The IRP goes to the lower driver.");
    path.assumed("The lower driver may complete at once.")
        .outcome("completes at once with STATUS_SUCCESS", 0)
        .fact(
            Group.IRP,
            "irp: PendingReturned",
            "FALSE",
            Certainty.ASSUMED,
            "The lower driver completed the IRP before it returned.")
        .step(
            Kind.LOWER_DRIVER,
            -1,
            f,
            "IoCallDriver(Ext->LowerDevice, irp)",
            "The lower driver completes the IRP at once with STATUS_SUCCESS.");
    String c = "\nQueryCapsComplete";
    path.in(Lane.COMPLETION, 0, query, "QueryCapsComplete");
    path.rule("InRoutine")
        .known(Group.IRP, "irp: owner", "the completion routine")
        .step(
            Kind.ENTRY,
            0,
            c,
            "QueryCapsComplete",
            "The I/O manager runs the completion routine in the same context.");
    path.importance(Importance.OTHER)
        .step(Kind.STATEMENT, 0, c, "query = Context", "query points to the caller's local.");
    path.importance(Importance.IMPORTANT)
        .known(Group.VARIABLE, "query->Status", "STATUS_SUCCESS")
        .step(
            Kind.STATEMENT,
            0,
            c,
            "query->Status = Irp->IoStatus.Status",
            "The status is kept for the waiter.");
    path.outcome("false", 1)
        .step(Kind.BRANCH, 0, c, "Irp->PendingReturned", "PendingReturned is FALSE on this path.");
    path.importance(Importance.IMPORTANT)
        .known(Group.IRP, "irp: owner", "nobody: freed")
        .step(Kind.CALL, 2, c, "IoFreeIrp(Irp)", "The IRP is freed.");
    path.rule("Unsignalled")
        .step(
            Kind.VIOLATION,
            2,
            c,
            "return STATUS_MORE_PROCESSING_REQUIRED",
            "The routine returns and has not signalled query.Event.");
    path.in(Lane.DISPATCH, 0, query, "FilterQueryCaps");
    path.importance(Importance.IMPORTANT)
        .known(Group.VARIABLE, "status", "STATUS_SUCCESS")
        .step(
            Kind.RETURN,
            2,
            f,
            "status = IoCallDriver(Ext->LowerDevice, irp)",
            "IoCallDriver returns STATUS_SUCCESS.");
    path.rule("violation")
        .step(
            Kind.RULE_EVENT,
            2,
            f,
            "KeWaitForSingleObject(&query.Event, Executive, KernelMode, FALSE, NULL)",
            "The wait on query.Event never ends.");
    Step violating = path.steps().get(13);
    Counterexample shortest =
        new Counterexample(
            path.steps(),
            OptionalInt.of(6),
            13,
            15,
            "QueryCapsComplete returns without signalling query.Event, on which FilterQueryCaps"
                + " waits.",
            "The thread that called FilterQueryCaps hangs for ever.",
            Optional.of(
                new MissingCall(
                    "KeSetEvent(&query->Event, ...)",
                    "KeSetEvent never happened after step 7",
                    Optional.empty(),
                    Optional.of("The call would stand in a branch that another path needs."))),
            Counterexample.Feasibility.NOT_REFUTED,
            List.of("FilterPrepareCaps leaves irp alone", "the lower driver completes at once"));
    return new Violation(
        "ias-1",
        "f2",
        "filter",
        "IoAllocateIrpSignalEventInCompletion",
        Violation.Severity.DEFECT,
        new FunctionKey(query.path(), "QueryCapsComplete", 0),
        violating.origin().site(),
        Optional.of(path.steps().get(6).origin().site()),
        List.of("FilterDispatchPnp (IRP_MJ_PNP, IRP_MN_START_DEVICE)"),
        shortest,
        1);
  }

  private AnalysisReport makeReport() {
    List<String> limits =
        List.of(
            "FilterLogRequest is called but not in this folder; it is assumed to leave Irp alone.",
            "wmi.h was not found; 1 function is affected.");
    Violation practice =
        new Violation(
            "crc-1",
            "f3",
            "filter",
            "IoSetCompletionRoutineExCheck",
            Violation.Severity.PRACTICE,
            forgotten.function(),
            forgotten.opening().orElseThrow(),
            Optional.empty(),
            forgotten.entries(),
            forgotten.shortest(),
            1);
    List<RuleResult> results =
        List.of(
            result("CompletionRoutineRegistered", violated(limits, forgotten)),
            result("IoAllocateIrpSignalEventInCompletion", violated(limits, unsignalled)),
            result("IoSetCompletionRoutineExCheck", violated(limits, practice)),
            result("LowerDriverReturn", new Verdict.NoneFound(7, limits)),
            result("MarkIrpPending", new Verdict.NoneFound(7, List.of())),
            result(
                "CancelSpinLock",
                new Verdict.NotApplicable("No call of IoAcquireCancelSpinLock was found.")),
            result(
                "PendedCompletedRequest",
                new Verdict.Inconclusive(
                    Verdict.Cause.STEP_BUDGET_EXHAUSTED,
                    "The search of FilterDispatchPnp stopped after 60,000 states.",
                    List.of(),
                    List.of())),
            result(
                "SpinLock",
                new Verdict.Failed(
                    Diagnostic.of(
                        "INTERNAL",
                        Diagnostic.Severity.ERROR,
                        "filter/control.c",
                        "The search ended with an internal error; other rules are not affected."))));
    List<FunctionCoverage> functions =
        List.of(
            covered(control, "FilterFailIrp"),
            covered(control, "FilterWatches"),
            covered(control, "FilterDispatchDeviceControl"),
            covered(query, "QueryCapsComplete"),
            covered(query, "FilterQueryCaps"),
            new FunctionCoverage(
                control.path(),
                "FilterAssembly",
                control.whole(),
                FunctionCoverage.Status.PARTIAL,
                "Inline assembly is skipped."));
    Coverage coverage =
        new Coverage(
            3,
            140,
            functions,
            List.of(
                Diagnostic.at(
                    "HEADER-NOT-FOUND",
                    Diagnostic.Severity.WARNING,
                    FakePath.find(control, "", "#include \"filter.h\""),
                    "The header wmi.h was not found; add its folder and analyse again.")),
            new MissingHeaders(
                List.of(
                    new MissingHeaders.Header(
                        "wmi.h", FakePath.find(control, "", "#include \"filter.h\""), 4)),
                4));
    EntryRoutine entry =
        new EntryRoutine(
            "filter",
            forgotten.function(),
            "dispatch IRP_MJ_DEVICE_CONTROL",
            "assigned to MajorFunction in DriverEntry",
            FakePath.find(control, "\nFilterDispatchDeviceControl", "FilterDispatchDeviceControl"));
    return new AnalysisReport(
        "sample-filter", List.of("filter"), results, List.of(entry), coverage, false);
  }

  private static Verdict violated(List<String> limits, Violation violation) {
    return new Verdict.Violated(List.of(violation), limits);
  }

  private static RuleResult result(String rule, Verdict verdict) {
    return new RuleResult("filter", rule, verdict);
  }

  private static FunctionCoverage covered(SourceFile file, String name) {
    return new FunctionCoverage(
        file.path(),
        name,
        FakePath.find(file, "\n" + name, name),
        FunctionCoverage.Status.ANALYSED,
        "");
  }

  private ControlFlowGraph dispatchGraph() {
    return new FakeGraph(control, "FilterDispatchDeviceControl")
        .block("ext = DeviceObject->DeviceExtension", "!FilterWatches(ext, Irp)")
        .block("IoSkipCurrentIrpStackLocation(Irp);", "return SEND_DOWN(ext, Irp);")
        .block(
            "IoCopyCurrentIrpStackLocationToNext(Irp);",
            "status = IoSetCompletionRoutineEx(DeviceObject, Irp,\n"
                + "                                      FilterIoctlComplete, ext, TRUE, TRUE, TRUE)",
            "!NT_SUCCESS(status)")
        .block("return FilterFailIrp(Irp, status);")
        .block("ext->Filtering")
        .block("FilterLogRequest(ext, Irp);", "status = SEND_DOWN(ext, Irp);")
        .block("return status;")
        .block()
        .edge(0, 1, Edge.Kind.TRUE, "true")
        .edge(0, 2, Edge.Kind.FALSE, "false")
        .edge(1, 7, Edge.Kind.RETURN, "")
        .edge(2, 3, Edge.Kind.TRUE, "true")
        .edge(2, 4, Edge.Kind.FALSE, "false")
        .edge(3, 7, Edge.Kind.RETURN, "")
        .edge(4, 5, Edge.Kind.TRUE, "true")
        .edge(4, 6, Edge.Kind.FALSE, "false")
        .edge(5, 6, Edge.Kind.NEXT, "")
        .edge(6, 7, Edge.Kind.RETURN, "")
        .build();
  }

  private ControlFlowGraph watchesGraph() {
    return new FakeGraph(control, "FilterWatches")
        .block(
            "stack = IoGetCurrentIrpStackLocation(Irp);",
            "stack->Parameters.DeviceIoControl.IoControlCode == IOCTL_FILTER_QUERY")
        .block("return TRUE;")
        .block("return Ext->WatchAll;")
        .block()
        .edge(0, 1, Edge.Kind.TRUE, "true")
        .edge(0, 2, Edge.Kind.FALSE, "false")
        .edge(1, 3, Edge.Kind.RETURN, "")
        .edge(2, 3, Edge.Kind.RETURN, "")
        .build();
  }

  private ControlFlowGraph completionGraph() {
    return new FakeGraph(query, "QueryCapsComplete")
        .block("query = Context;", "query->Status = Irp->IoStatus.Status;", "Irp->PendingReturned)")
        .block("KeSetEvent(&query->Event, IO_NO_INCREMENT, FALSE);")
        .block("IoFreeIrp(Irp);", "return STATUS_MORE_PROCESSING_REQUIRED;")
        .block()
        .edge(0, 1, Edge.Kind.TRUE, "true")
        .edge(0, 2, Edge.Kind.FALSE, "false")
        .edge(1, 2, Edge.Kind.NEXT, "")
        .edge(2, 3, Edge.Kind.RETURN, "")
        .build();
  }

  private ControlFlowGraph queryGraph() {
    return new FakeGraph(query, "FilterQueryCaps")
        .block("irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);", "irp == NULL")
        .block("return STATUS_INSUFFICIENT_RESOURCES;")
        .block(
            "KeInitializeEvent(&query.Event, NotificationEvent, FALSE);",
            "FilterPrepareCaps(irp);",
            "IoSetCompletionRoutine(irp, QueryCapsComplete, &query, TRUE, TRUE, TRUE);",
            "status = IoCallDriver(Ext->LowerDevice, irp);",
            "KeWaitForSingleObject(&query.Event, Executive, KernelMode, FALSE, NULL);",
            "return query.Status;")
        .block()
        .edge(0, 1, Edge.Kind.TRUE, "true")
        .edge(0, 2, Edge.Kind.FALSE, "false")
        .edge(1, 3, Edge.Kind.RETURN, "")
        .edge(2, 3, Edge.Kind.RETURN, "")
        .build();
  }

  private static SourceFile read(String path, String resource) {
    try (InputStream in =
        Objects.requireNonNull(FakeFolder.class.getResourceAsStream(resource), resource)) {
      return new SourceFile(
          path, SourceFile.Place.FOLDER, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
