package dev.irpscope.analysis.rule;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names and parameters of the DDIs that rules speak about, to check the patterns of rule files. A
 * function that is not listed may be used all the same; its arguments are then not counted.
 */
public final class KnownDdis {
  /** The functions behind macros: rules and occurrences use the name on the right. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "IofCallDriver", "IoCallDriver",
          "IofCompleteRequest", "IoCompleteRequest",
          "IoForwardAndCatchIrp", "IoForwardIrpSynchronously",
          "KeWaitForMutexObject", "KeWaitForSingleObject",
          "ObfReferenceObject", "ObReferenceObject",
          "ObfDereferenceObject", "ObDereferenceObject");

  private static final String SIGNATURES =
      """
      IoCallDriver device irp
      PoCallDriver device irp
      IoForwardIrpSynchronously device irp
      IoSkipCurrentIrpStackLocation irp
      IoCopyCurrentIrpStackLocationToNext irp
      IoGetCurrentIrpStackLocation irp
      IoGetNextIrpStackLocation irp
      IoSetNextIrpStackLocation irp
      IoMarkIrpPending irp
      IoCompleteRequest irp boost
      IoSetCompletionRoutine irp routine context onSuccess onError onCancel
      IoSetCompletionRoutineEx device irp routine context onSuccess onError onCancel
      IoSetCancelRoutine irp routine
      IoCancelIrp irp
      IoStartPacket device irp key cancelRoutine
      IoStartNextPacket device cancelable
      KeInsertDeviceQueue queue entry
      KeInsertByKeyDeviceQueue queue entry key
      KeRemoveDeviceQueue queue
      IoCsqInsertIrp queue irp context
      IoCsqInsertIrpEx queue irp context insertContext
      IoCsqRemoveNextIrp queue context
      InsertHeadList head entry
      InsertTailList head entry
      RemoveHeadList head
      RemoveTailList head
      RemoveEntryList entry
      ExInterlockedInsertHeadList head entry lock
      ExInterlockedInsertTailList head entry lock
      ExInterlockedPushEntryList head entry lock
      WmiSystemControl info device irp disposition
      WmiCompleteRequest device irp status used boost
      IoAllocateIrp stackSize charge
      IoAllocateIrpEx device stackSize charge
      IoInitializeIrp irp size stackSize
      IoReuseIrp irp status
      IoFreeIrp irp
      IoBuildAsynchronousFsdRequest major device buffer length offset statusBlock
      IoBuildSynchronousFsdRequest major device buffer length offset event statusBlock
      IoBuildDeviceIoControlRequest code device in inLength out outLength internal event statusBlock
      IoMakeAssociatedIrp irp stackSize
      PoRequestPowerIrp device minor state routine context irp
      PoStartNextPowerIrp irp
      KeInitializeEvent event type state
      KeSetEvent event increment wait
      KeClearEvent event
      KeResetEvent event
      KeReadStateEvent event
      KeWaitForSingleObject object reason mode alertable timeout
      KeWaitForMultipleObjects count objects type reason mode alertable timeout blocks
      KeDelayExecutionThread mode alertable interval
      IoAcquireRemoveLock lock tag
      IoReleaseRemoveLock lock tag
      IoReleaseRemoveLockAndWait lock tag
      IoInitializeRemoveLock lock tag minutes high
      KeAcquireSpinLock lock old
      KeAcquireSpinLockRaiseToDpc lock
      KeReleaseSpinLock lock new
      KeAcquireSpinLockAtDpcLevel lock
      KeReleaseSpinLockFromDpcLevel lock
      KeTryToAcquireSpinLockAtDpcLevel lock
      KeAcquireInStackQueuedSpinLock lock handle
      KeAcquireInStackQueuedSpinLockAtDpcLevel lock handle
      KeReleaseInStackQueuedSpinLock handle
      KeReleaseInStackQueuedSpinLockFromDpcLevel handle
      IoAcquireCancelSpinLock old
      IoReleaseCancelSpinLock irql
      KeRaiseIrql new old
      KeRaiseIrqlToDpcLevel
      KeLowerIrql new
      KeGetCurrentIrql
      IoDeleteDevice device
      IoDetachDevice below
      IoGetInitialStack
      IoRaiseHardError irp vpb device
      IoRaiseInformationalHardError status text thread
      IoCreateDevice driver extensionSize name type characteristics exclusive device
      IoAttachDeviceToDeviceStack source target
      IoAttachDeviceToDeviceStackSafe source target attached
      IoGetAttachedDeviceReference device
      IoGetDeviceObjectPointer name access file device
      IoSetDeviceInterfaceState name enable
      IoWMIRegistrationControl device action
      IoGetDeviceInterfaces class device flags list
      IoRegisterPlugPlayNotification category flags data driver routine context entry
      IoQueueWorkItem item routine queue context
      IoRequestDpc device irp context
      KeInsertQueueDpc dpc argument1 argument2
      InterlockedExchange target value
      InterlockedCompareExchange target value comparand
      InterlockedExchangePointer target value
      InterlockedCompareExchangePointer target value comparand
      ObReferenceObject object
      WdfDeviceWdmDispatchIrp device irp context
      WdfDeviceWdmDispatchIrpToIoQueue device irp queue flags
      WdfDeviceWdmDispatchPreprocessedIrp device irp
      """;

  private static final Map<String, List<String>> PARAMETERS = parameters();

  private KnownDdis() {}

  /** The name that rules use for a function: {@code IoCallDriver} for {@code IofCallDriver}. */
  public static String canonical(String function) {
    return ALIASES.getOrDefault(function, function);
  }

  /** Every other name of a function that rules call {@code canonical}, sorted. */
  public static List<String> aliases(String canonical) {
    return ALIASES.entrySet().stream()
        .filter(alias -> alias.getValue().equals(canonical))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Functions that rules call by these names, under all their names. */
  static Set<String> withAliases(Collection<String> canonical) {
    Set<String> all = new TreeSet<>(canonical);
    canonical.forEach(name -> all.addAll(aliases(name)));
    return all;
  }

  /** Names of a function's parameters; empty if the function is not in the table. */
  public static Optional<List<String>> parameters(String function) {
    return Optional.ofNullable(PARAMETERS.get(canonical(function)));
  }

  private static Map<String, List<String>> parameters() {
    Map<String, List<String>> table = new TreeMap<>();
    SIGNATURES
        .lines()
        .map(line -> List.of(line.split(" ", -1)))
        .forEach(words -> table.put(words.getFirst(), words.subList(1, words.size())));
    return Collections.unmodifiableMap(table);
  }
}
