package dev.irpscope.analysis.wdk.effects;

import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.wdk.effects.DdiModel.Outcome;
import dev.irpscope.analysis.wdk.effects.Effect.DeviceClass;
import dev.irpscope.analysis.wdk.effects.Effect.Next;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The DDIs whose effect matters to the rules, written from their documentation pages. A DDI that is
 * not here but declared in the built-in headers changes only what its arguments point to directly.
 */
public final class DdiTable {
  private static final int IRP_MJ_CREATE = 0;
  private static final int STATUS_CANNOT_BREAK_OPLOCK = 0x739;
  private static final Effect COMPLETES = new Effect.Calls("IoCompleteRequest", 1);
  private static final Effect PENDS = new Effect.Calls("IoMarkIrpPending", 1);

  /** The one table; immutable. */
  public static final DdiTable STANDARD = standard();

  private static final long STATUS_INSUFFICIENT_RESOURCES = 0xFFFFFFFFC000009AL;
  private static final long STATUS_DELETE_PENDING = 0xFFFFFFFFC0000056L;
  private static final long POOL_FLAG_UNINITIALIZED = 2;
  private static final long STATUS_NOT_SUPPORTED = 0xFFFFFFFFC00000BBL;

  private final Map<String, DdiModel> models = new LinkedHashMap<>();
  private final Map<String, String> otherNames = new LinkedHashMap<>();

  private DdiTable() {}

  /** The name that rules use for a function: {@code IofCallDriver} is {@code IoCallDriver}. */
  public String ruleName(String function) {
    return otherNames.getOrDefault(function, function);
  }

  /** The names under which rules see a call: the function, and what it calls for an IRP itself. */
  public Set<String> ruleNames(String function) {
    Set<String> names = new java.util.TreeSet<>();
    names.add(ruleName(function));
    find(function).stream()
        .flatMap(DdiModel::effects)
        .filter(Effect.Calls.class::isInstance)
        .forEach(effect -> names.add(((Effect.Calls) effect).function()));
    return names;
  }

  public Optional<DdiModel> find(String function) {
    return Optional.ofNullable(models.get(ruleName(function)));
  }

  /** The names that rules use for the DDIs that have an effect of a kind in some outcome. */
  public Set<String> having(Predicate<Effect> kind) {
    return models.values().stream()
        .filter(model -> model.effects().anyMatch(kind))
        .map(DdiModel::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All modelled names, other spellings included. */
  public Set<String> names() {
    Set<String> names = new java.util.TreeSet<>(models.keySet());
    names.addAll(otherNames.keySet());
    return names;
  }

  private static DdiTable standard() {
    DdiTable table = new DdiTable();
    table.addSends();
    table.addRegistration();
    table.addCreation();
    table.addQueues();
    table.addEvents();
    table.addIrql();
    table.addMemory();
    table.addInterlocked();
    table.addArithmetic();
    table.addDevices();
    table.addAccessors();
    table.addStops();
    table.addInvocations();
    table.addTakers();
    table.addFrameworks();
    return table;
  }

  private void addSends() {
    add("IoCallDriver", new Result.None(), new Effect.Send(0, 1));
    same("IofCallDriver", "IoCallDriver");
    add("PoCallDriver", new Result.None(), new Effect.Send(0, 1));
    fork(
        "IoForwardIrpSynchronously",
        outcome("TRUE", new Result.Exactly(1), new Effect.ForwardAndWait(1)),
        outcome("FALSE", new Result.Exactly(0)));
    same("IoForwardAndCatchIrp", "IoForwardIrpSynchronously");
    add(
        "IoSkipCurrentIrpStackLocation",
        new Result.None(),
        new Effect.NextLocation(0, Next.SKIPPED));
    add(
        "IoCopyCurrentIrpStackLocationToNext",
        new Result.None(),
        new Effect.NextLocation(0, Next.COPIED));
    add("IoSetNextIrpStackLocation", new Result.None(), new Effect.NextLocation(0, Next.SET_NEXT));
    add("IoGetCurrentIrpStackLocation", new Result.StackLocation(0, false));
    add("IoGetNextIrpStackLocation", new Result.StackLocation(0, true));
    add("IoMarkIrpPending", new Result.None(), new Effect.MarkPending(0));
  }

  private void addRegistration() {
    add("IoSetCompletionRoutine", new Result.None(), new Effect.Register(-1, 0, 1, 2, 3, false));
    fork(
        "IoSetCompletionRoutineEx",
        outcome("success", new Result.Exactly(0), new Effect.Register(0, 1, 2, 3, 4, true)),
        outcome("failure", new Result.Exactly(STATUS_INSUFFICIENT_RESOURCES)));
    add("IoCompleteRequest", new Result.None(), new Effect.Complete(0));
    same("IofCompleteRequest", "IoCompleteRequest");
    // What is raised is an error, never STATUS_PENDING or a success.
    add("_exception_code", new Result.Status(false));
    fork(
        "WmiSystemControl",
        outcome(
            "IrpProcessed",
            new Result.Unknown(),
            new Effect.StoreNumber(3, 0),
            new Effect.Complete(2)),
        outcome("IrpNotCompleted", new Result.Unknown(), new Effect.StoreNumber(3, 1)),
        outcome("IrpNotWmi", new Result.Unknown(), new Effect.StoreNumber(3, 2)),
        outcome("IrpForward", new Result.Unknown(), new Effect.StoreNumber(3, 3)));
    add("IoSetCancelRoutine", new Result.Unknown());
    add("IoCancelIrp", new Result.Unknown());
  }

  private void addCreation() {
    creator("IoAllocateIrp", new Effect.NewIrp(IrpOrigin.ALLOCATED, -1));
    creator("IoAllocateIrpEx", new Effect.NewIrp(IrpOrigin.ALLOCATED, -1));
    creator(
        "IoBuildAsynchronousFsdRequest",
        new Effect.NewIrp(IrpOrigin.ASYNCHRONOUS_FSD, -1),
        new Effect.Overwrite(2, 3),
        new Effect.StatusBlock(5));
    creator(
        "IoBuildSynchronousFsdRequest",
        new Effect.NewIrp(IrpOrigin.SYNCHRONOUS_FSD, 5),
        new Effect.Overwrite(2, 3),
        new Effect.StatusBlock(6));
    creator(
        "IoBuildDeviceIoControlRequest",
        new Effect.NewIrp(IrpOrigin.DEVICE_CONTROL, 7),
        new Effect.Overwrite(4, 5),
        new Effect.StatusBlock(8));
    creator("IoMakeAssociatedIrp", new Effect.NewIrp(IrpOrigin.UNKNOWN, -1));
    add("IoInitializeIrp", new Result.None(), new Effect.Reset(0, -1));
    add("IoReuseIrp", new Result.None(), new Effect.Reset(0, 1));
    add("IoFreeIrp", new Result.None(), new Effect.FreeIrp(0));
    fork(
        "PoRequestPowerIrp",
        outcome("STATUS_PENDING", new Result.Exactly(0x103), new Effect.Havoc(5)),
        outcome("failure", new Result.Status(false)));
  }

  private void creator(String name, Effect... effects) {
    fork(
        name,
        outcome("an IRP", new Result.NonNull(), effects),
        outcome("NULL", new Result.Exactly(0)));
  }

  private void addQueues() {
    for (String name : List.of("InsertHeadList", "InsertTailList")) {
      add(name, new Result.None(), new Effect.HandOff(1), new Effect.FillList(0, 1));
    }
    for (String name : List.of("ExInterlockedInsertHeadList", "ExInterlockedInsertTailList")) {
      add(name, new Result.Unknown(), new Effect.HandOff(1), new Effect.FillList(0, 1));
    }
    add("InitializeListHead", new Result.None(), new Effect.EmptyList(0));
    add("IsListEmpty", new Result.IsEmpty(0));
    add("RemoveEntryList", new Result.Unknown(), new Effect.Unlink(0));
    for (String name : List.of("RemoveHeadList", "RemoveTailList")) {
      add(name, new Result.Unknown(), new Effect.Dequeue(), new Effect.DrainList(0));
    }
    dequeues("ExInterlockedRemoveHeadList", new Result.NonNull(), new Effect.DrainList(0));
    add("ExInterlockedPushEntryList", new Result.Unknown(), new Effect.HandOff(1));
    add("IoCsqInsertIrp", new Result.None(), new Effect.MarkPending(1), new Effect.HandOff(1));
    fork(
        "IoCsqInsertIrpEx",
        outcome("success", new Result.Exactly(0), new Effect.MarkPending(1), new Effect.HandOff(1)),
        outcome("failure", new Result.Status(false)));
    for (String name : List.of("KeInsertDeviceQueue", "KeInsertByKeyDeviceQueue")) {
      fork(
          name,
          outcome("queued", new Result.Exactly(1), new Effect.HandOff(1)),
          outcome("queue was idle", new Result.Exactly(0)));
    }
    add("IoStartPacket", new Result.None(), new Effect.HandOff(1));
    add("IoQueueWorkItem", new Result.None(), new Effect.HandOff(3));
    add("ExQueueWorkItem", new Result.None(), new Effect.HandOff(0));
    add("IoQueueWorkItemEx", new Result.None(), new Effect.HandOff(3));
    startsThread("PsCreateSystemThread", 0, 6);
    startsThread("IoCreateSystemThread", 1, 7);
    for (String name :
        List.of("KeInsertQueue", "KeInsertHeadQueue", "ExInterlockedPushEntrySList")) {
      add(name, new Result.Unknown(), new Effect.HandOff(1));
    }
    add("InterlockedPushEntrySList", new Result.Unknown(), new Effect.HandOff(1));
    add("PushEntryList", new Result.None(), new Effect.HandOff(1));
    for (String name :
        List.of(
            "ExInterlockedPopEntryList",
            "KeRemoveDeviceQueue",
            "KeRemoveByKeyDeviceQueue",
            "IoCsqRemoveNextIrp",
            "IoCsqRemoveIrp")) {
      dequeues(name, new Result.NonNull());
    }
    dequeues("KeRemoveEntryDeviceQueue", new Result.Exactly(1));
    for (String name : List.of("IoStartNextPacket", "IoStartNextPacketByKey")) {
      add(name, new Result.None(), new Effect.Dequeue());
    }
  }

  /** Takes an entry out, unless there is none: then it gives NULL or FALSE. */
  private void dequeues(String name, Result taken, Effect... also) {
    List<Effect> effects = new ArrayList<>(List.of(also));
    effects.addFirst(new Effect.Dequeue());
    fork(
        name,
        outcome("an entry", taken, effects.toArray(Effect[]::new)),
        outcome("no entry", new Result.Exactly(0)));
  }

  /** What a thread is given is out of the hands of the one that starts it. */
  private void startsThread(String name, int handle, int context) {
    fork(
        name,
        outcome(
            "success",
            new Result.Exactly(0),
            new Effect.Havoc(handle),
            new Effect.HandOff(context)),
        outcome("failure", new Result.Status(false)));
  }

  private void addEvents() {
    add("KeInitializeEvent", new Result.None(), new Effect.InitializeEvent(0, 2));
    add("KeSetEvent", new Result.Unknown(), new Effect.SetEvent(0));
    add("KeClearEvent", new Result.None(), new Effect.ClearEvent(0));
    add("KeResetEvent", new Result.Unknown(), new Effect.ClearEvent(0));
    add("KeReadStateEvent", new Result.Unknown());
    // They change nothing but objects that drivers do not look into.
    for (String name :
        List.of(
            "KeInitializeSemaphore",
            "KeInitializeMutex",
            "KeInitializeSpinLock",
            "KeInitializeTimer",
            "KeInitializeTimerEx",
            "KeInitializeDpc",
            "ExInitializeFastMutex",
            "ExAcquireFastMutex",
            "ExReleaseFastMutex")) {
      add(name, new Result.None());
    }
    for (String name :
        List.of(
            "KeReleaseSemaphore",
            "KeReadStateSemaphore",
            "KeReleaseMutex",
            "KeSetTimer",
            "KeSetTimerEx",
            "KeCancelTimer")) {
      add(name, new Result.Unknown());
    }
    for (String name :
        List.of(
            "ExAcquireResourceExclusiveLite",
            "ExAcquireResourceSharedLite",
            "ExAcquireSharedStarveExclusive",
            "ExAcquireSharedWaitForExclusive")) {
      add(name, new Result.TrueIf(1));
    }
    add("KeWaitForSingleObject", new Result.None(), new Effect.Wait(0, 2, 3, 4));
    add("KeWaitForMutexObject", new Result.Unknown());
    add("KeWaitForMultipleObjects", new Result.None(), new Effect.WaitMultiple(0, 1, 2, 4, 5, 6));
  }

  private void addIrql() {
    add("KeRaiseIrql", new Result.None(), new Effect.RaiseIrql(0, 1));
    add("KeRaiseIrqlToDpcLevel", new Result.Irql(), new Effect.RaiseToDispatch(-1));
    add("KeLowerIrql", new Result.None(), new Effect.LowerIrql(0));
    add("KeGetCurrentIrql", new Result.Irql());
    add("KeAcquireSpinLock", new Result.None(), new Effect.RaiseToDispatch(1));
    add("KeAcquireSpinLockRaiseToDpc", new Result.Irql(), new Effect.RaiseToDispatch(-1));
    add("KeReleaseSpinLock", new Result.None(), new Effect.LowerIrql(1));
    add("IoAcquireCancelSpinLock", new Result.None(), new Effect.RaiseToDispatch(0));
    add("IoReleaseCancelSpinLock", new Result.None(), new Effect.LowerIrql(0));
    for (String kind : List.of("", "ForDpc")) {
      add("KeAcquireInStackQueuedSpinLock" + kind, new Result.None(), new Effect.RaiseKept(1));
      add("KeReleaseInStackQueuedSpinLock" + kind, new Result.None(), new Effect.LowerKept(0));
    }
    add("KeAcquireInStackQueuedSpinLockAtDpcLevel", new Result.None());
    add("KeReleaseInStackQueuedSpinLockFromDpcLevel", new Result.None());
    add("KeAcquireSpinLockAtDpcLevel", new Result.None());
    add("KeReleaseSpinLockFromDpcLevel", new Result.None());
    fork(
        "KeTryToAcquireSpinLockAtDpcLevel",
        outcome("acquired", new Result.Exactly(1)),
        outcome("not acquired", new Result.Exactly(0)));
    fork(
        "IoAcquireRemoveLock",
        outcome("success", new Result.Exactly(0)),
        outcome("STATUS_DELETE_PENDING", new Result.Exactly(STATUS_DELETE_PENDING)));
    for (String name : List.of("IoReleaseRemoveLock", "IoReleaseRemoveLockAndWait")) {
      add(name, new Result.None());
    }
  }

  private void addMemory() {
    for (String name : List.of("RtlZeroMemory", "RtlSecureZeroMemory")) {
      add(name, new Result.None(), new Effect.Zero(0, 1));
    }
    add("memset", new Result.Argument(0), new Effect.Fill(0, 1, 2));
    add("RtlFillMemory", new Result.None(), new Effect.Fill(0, 2, 1));
    for (String name : List.of("RtlCopyMemory", "RtlMoveMemory")) {
      add(name, new Result.None(), new Effect.CopyBytes(0, 1, 2));
    }
    for (String name : List.of("memcpy", "memmove")) {
      add(name, new Result.Argument(0), new Effect.CopyBytes(0, 1, 2));
    }
    for (String name : List.of("ExAllocatePool2", "ExAllocatePool3")) {
      add(name, new Result.Unknown(), new Effect.ZeroNew(0, POOL_FLAG_UNINITIALIZED));
    }
    for (String name :
        List.of("ExAllocatePoolZero", "ExAllocatePoolQuotaZero", "ExAllocatePoolPriorityZero")) {
      add(name, new Result.Unknown(), new Effect.ZeroNew(0, 0));
    }
  }

  private void addInterlocked() {
    for (String name :
        List.of("InterlockedExchange", "InterlockedExchangePointer", "InterlockedExchange64")) {
      add(name, new Result.Target(0), new Effect.StoreAt(0, 1));
    }
    for (String name :
        List.of(
            "InterlockedCompareExchange",
            "InterlockedCompareExchangePointer",
            "InterlockedCompareExchange64")) {
      fork(
          name,
          outcome(
              "exchanged",
              new Result.Target(0),
              new Effect.When(0, 2, true),
              new Effect.StoreAt(0, 1)),
          outcome("not exchanged", new Result.Target(0), new Effect.When(0, 2, false)));
    }
  }

  /** Functions that change a number in one step; some tell the number before, others after. */
  private void addArithmetic() {
    for (String width : List.of("", "16", "64")) {
      add("InterlockedIncrement" + width, new Result.Left(0), new Effect.Combine(0, "+", -1));
      add("InterlockedDecrement" + width, new Result.Left(0), new Effect.Combine(0, "-", -1));
    }
    for (String width : List.of("", "64")) {
      add("InterlockedAdd" + width, new Result.Left(0), new Effect.Combine(0, "+", 1));
      add("InterlockedExchangeAdd" + width, new Result.Target(0), new Effect.Combine(0, "+", 1));
    }
    for (String width : List.of("", "8", "64")) {
      add("InterlockedOr" + width, new Result.Target(0), new Effect.Combine(0, "|", 1));
      add("InterlockedAnd" + width, new Result.Target(0), new Effect.Combine(0, "&", 1));
    }
    add("InterlockedXor", new Result.Target(0), new Effect.Combine(0, "^", 1));
    add("InterlockedBitTestAndSet", new Result.Bit(0, 1), new Effect.ChangeBit(0, 1, true));
    add("InterlockedBitTestAndReset", new Result.Bit(0, 1), new Effect.ChangeBit(0, 1, false));
  }

  private void addDevices() {
    add(
        "IoAttachDeviceToDeviceStack",
        new Result.Unknown(),
        new Effect.Device(-1, DeviceClass.LOWER));
    add(
        "IoGetAttachedDeviceReference",
        new Result.NonNull(),
        new Effect.Device(-1, DeviceClass.LOWER));
    add("IoGetAttachedDevice", new Result.NonNull(), new Effect.Device(-1, DeviceClass.LOWER));
    fork(
        "IoAttachDeviceToDeviceStackSafe",
        outcome(
            "success",
            new Result.Exactly(0),
            new Effect.Havoc(2),
            new Effect.Device(2, DeviceClass.LOWER)),
        outcome("failure", new Result.Status(false)));
    fork(
        "IoGetDeviceObjectPointer",
        outcome(
            "success",
            new Result.Exactly(0),
            new Effect.Havoc(2),
            new Effect.Havoc(3),
            new Effect.Device(3, DeviceClass.LOWER)),
        outcome("failure", new Result.Status(false)));
    fork(
        "IoCreateDevice",
        outcome(
            "success",
            new Result.Exactly(0),
            new Effect.Havoc(6),
            new Effect.Device(6, DeviceClass.OWN)),
        outcome("failure", new Result.Status(false)));
    for (String name :
        List.of(
            "IoSetDeviceInterfaceState",
            "IoWMIRegistrationControl",
            "IoGetDeviceInterfaces",
            "IoRegisterPlugPlayNotification")) {
      fork(
          name,
          outcome("success", new Result.Exactly(0)),
          outcome("failure", new Result.Status(false)));
    }
  }

  /** What tells of the request or the thread, and does not change while a routine runs. */
  private void addAccessors() {
    for (String name :
        List.of(
            "MmGetMdlByteCount",
            "MmGetMdlByteOffset",
            "IoIs32bitProcess",
            "IoIsOperationSynchronous",
            "IoGetRequestorProcess",
            "IoGetCurrentProcess",
            "PsGetCurrentProcess",
            "PsGetCurrentThread",
            "KeGetCurrentThread",
            "ExGetPreviousMode")) {
      add(name, new Result.Constant());
    }
  }

  private void addStops() {
    for (String name : List.of("KeBugCheck", "KeBugCheckEx", "PsTerminateSystemThread")) {
      add(name, new Result.None(), new Effect.Stop(false));
    }
    for (String name :
        List.of(
            "ExRaiseStatus",
            "RtlRaiseStatus",
            "ExRaiseAccessViolation",
            "ExRaiseDatatypeMisalignment")) {
      add(name, new Result.None(), new Effect.Stop(true));
    }
  }

  /** What runs a routine of the driver at once. */
  private void addInvocations() {
    add("KeSynchronizeExecution", new Result.Unknown(), new Effect.Invoke(1, 2));
    for (String name :
        List.of("KeExpandKernelStackAndCallout", "KeExpandKernelStackAndCalloutEx")) {
      fork(
          name,
          outcome("success", new Result.Exactly(0), new Effect.Invoke(0, 1)),
          outcome("failure", new Result.Status(false)));
    }
  }

  /** The argument of a DDI that is a routine which runs before it returns. */
  public OptionalInt invokedRoutine(String name) {
    return find(name)
        .map(model ->
            model
                .effects()
                .filter(Effect.Invoke.class::isInstance)
                .mapToInt(effect -> ((Effect.Invoke) effect).routine())
                .findFirst())
        .orElse(OptionalInt.empty());
  }

  /** Helpers of file systems and class drivers that take a request over. */
  private void addTakers() {
    add("IoRequestDpc", new Result.None(), new Effect.HandOff(1));
    add("KeInsertQueueDpc", new Result.Unknown(), new Effect.HandOff(1), new Effect.HandOff(2));
    add("IoInitializeIrpEx", new Result.None(), new Effect.Reset(0, -1));
    creator("IoMakeAssociatedIrpEx", new Effect.NewIrp(IrpOrigin.UNKNOWN, -1));
    fork(
        "FsRtlProcessFileLock",
        outcome("STATUS_PENDING", new Result.Exactly(0x103), PENDS, new Effect.HandOff(1)),
        outcome("success", new Result.Exactly(0), COMPLETES),
        outcome("failure", new Result.Status(false), COMPLETES));
    requestsOplock("FsRtlOplockFsctrl");
    requestsOplock("FsRtlOplockFsctrlEx");
    checksOplock("FsRtlCheckOplock", 3);
    checksOplock("FsRtlCheckOplockEx", 4);
    for (String name :
        List.of("FsRtlNotifyFullChangeDirectory", "FsRtlNotifyFilterChangeDirectory")) {
      keepsPending(name, 7);
    }
    keepsPending("FsRtlNotifyChangeDirectory", 6);
    add("CcDeferWrite", new Result.None(), new Effect.HandOff(2), new Effect.HandOff(3));
    for (String name : List.of("FsRtlPostStackOverflow", "FsRtlPostPagingFileStackOverflow")) {
      add(name, new Result.None(), new Effect.HandOff(0));
    }
    add("WmiCompleteRequest", new Result.Unknown(), COMPLETES);
    add("ClassWmiCompleteRequest", new Result.Unknown(), COMPLETES);
    add("ClassCompleteRequest", new Result.None(), COMPLETES);
    for (String name :
        List.of(
            "ClassDeviceControl",
            "ClassInternalIoControl",
            "ClassSpinDownPowerHandler",
            "ClassStopUnitPowerHandler",
            "ClassMinimalPowerHandler")) {
      add(name, new Result.Unknown(), new Effect.HandOff(1));
    }
    add("ClassSplitRequest", new Result.None(), new Effect.HandOff(1));
    add("ClassSendSrbAsynchronous", new Result.Unknown(), new Effect.HandOff(2));
    fork(
        "BatteryClassIoctl",
        outcome("taken", new Result.Status(true), new Effect.HandOff(1)),
        outcome("not for batteries", new Result.Exactly(STATUS_NOT_SUPPORTED)));
  }

  /** Raw requests under the driver frameworks. */
  private void addFrameworks() {
    for (String name :
        List.of(
            "WdfDeviceWdmDispatchPreprocessedIrp",
            "WdfDeviceWdmDispatchIrp",
            "WdfDeviceWdmDispatchIrpToIoQueue",
            "KsDispatchIrp",
            "KsDefaultDeviceIoCompletion",
            "KsDefaultDispatchPnp",
            "KsDefaultDispatchPower",
            "KsDefaultForwardIrp")) {
      add(name, new Result.Unknown(), new Effect.HandOff(1));
    }
    add("KsForwardIrp", new Result.Unknown(), new Effect.HandOff(0));
    add("KsDispatchInvalidDeviceRequest", new Result.Unknown(), COMPLETES);
    add("KsCompletePendingRequest", new Result.None(), new Effect.Calls("IoCompleteRequest", 0));
    add(
        "KsAddIrpToCancelableQueue",
        new Result.None(),
        new Effect.Calls("IoMarkIrpPending", 2),
        new Effect.HandOff(2));
    dequeues("KsRemoveIrpFromCancelableQueue", new Result.NonNull());
  }

  /** Marks the IRP and keeps it until there is something to tell. */
  private void keepsPending(String name, int irp) {
    add(
        name,
        new Result.None(),
        new Effect.Calls("IoMarkIrpPending", irp),
        new Effect.HandOff(irp));
  }

  /**
   * A file system control request is taken over; of a create request, which asks for an oplock with
   * the file, only the answer is given (the functions' page, "Return value").
   */
  private void requestsOplock(String name) {
    Effect isCreate = new Effect.OfMajor(1, IRP_MJ_CREATE, true);
    Effect isControl = new Effect.OfMajor(1, IRP_MJ_CREATE, false);
    fork(
        name,
        outcome("granted", new Result.Exactly(0), isCreate),
        outcome("not granted", new Result.Status(false), isCreate),
        outcome("cannot break", new Result.Exactly(STATUS_CANNOT_BREAK_OPLOCK), isCreate),
        outcome(
            "STATUS_PENDING", new Result.Exactly(0x103), isControl, PENDS, new Effect.HandOff(1)),
        outcome("success", new Result.Exactly(0), isControl, COMPLETES),
        outcome("failure", new Result.Status(false), isControl, COMPLETES));
  }

  /** Without a routine to run later the caller waits, and the IRP stays with it. */
  private void checksOplock(String name, int routine) {
    fork(
        name,
        outcome("success", new Result.Exactly(0)),
        outcome(
            "STATUS_PENDING",
            new Result.Exactly(0x103),
            new Effect.Given(routine),
            PENDS,
            new Effect.HandOff(1)),
        // File systems take it for completed elsewhere, or complete it: nobody says whose it is.
        outcome("failure", new Result.Status(false), new Effect.Dequeue()));
  }

  private static Outcome outcome(String label, Result result, Effect... effects) {
    return new Outcome(label, result, Arrays.asList(effects));
  }

  private void add(String name, Result result, Effect... effects) {
    fork(name, outcome("", result, effects));
  }

  private void fork(String name, Outcome... outcomes) {
    models.put(name, new DdiModel(name, Arrays.asList(outcomes)));
  }

  private void same(String other, String name) {
    otherNames.put(other, name);
  }
}
