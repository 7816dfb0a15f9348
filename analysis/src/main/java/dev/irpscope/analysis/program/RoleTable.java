package dev.irpscope.analysis.program;

import static dev.irpscope.analysis.program.Role.ADD_DEVICE;
import static dev.irpscope.analysis.program.Role.CANCEL;
import static dev.irpscope.analysis.program.Role.COMPLETION;
import static dev.irpscope.analysis.program.Role.DISPATCH;
import static dev.irpscope.analysis.program.Role.DPC;
import static dev.irpscope.analysis.program.Role.DRIVER_ENTRY;
import static dev.irpscope.analysis.program.Role.ISR;
import static dev.irpscope.analysis.program.Role.KMDF_DISPATCH;
import static dev.irpscope.analysis.program.Role.KMDF_PREPROCESS;
import static dev.irpscope.analysis.program.Role.OTHER;
import static dev.irpscope.analysis.program.Role.START_IO;
import static dev.irpscope.analysis.program.Role.SYNCHRONIZED;
import static dev.irpscope.analysis.program.Role.TIMER;
import static dev.irpscope.analysis.program.Role.UNLOAD;
import static dev.irpscope.analysis.program.Role.WORK_ITEM;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What gives a routine its role: data, from the function pages of the driver documentation. */
final class RoleTable {
  private RoleTable() {}

  /**
   * An argument of a call that names a routine.
   *
   * @param argument counted from 0
   * @param major the argument that is the IRP major code, if there is one
   */
  record Registration(String call, int argument, Role role, OptionalInt major) {
    Registration(String call, int argument, Role role) {
      this(call, argument, role, OptionalInt.empty());
    }
  }

  /** A member that names a routine when it is assigned. */
  record Member(String record, String field, Role role) {}

  /**
   * A signature.
   *
   * @param result {@code status}, {@code void} or {@code boolean}
   * @param parameters tags of the structures that the parameters point to; {@code *} for any
   *     pointer
   */
  record Signature(String result, List<String> parameters, Role role) {}

  static final String DRIVER_OBJECT = "_DRIVER_OBJECT";
  private static final String DEVICE_OBJECT = "_DEVICE_OBJECT";
  private static final String IRP = "_IRP";
  private static final String MINIPORT = "_HW_INITIALIZATION_DATA";

  private static final List<Registration> REGISTRATIONS =
      List.of(
          new Registration("IoSetCompletionRoutine", 1, COMPLETION),
          new Registration("IoSetCompletionRoutineEx", 2, COMPLETION),
          new Registration("PoRequestPowerIrp", 3, OTHER),
          new Registration("KeInitializeDpc", 1, DPC),
          new Registration("KeInitializeThreadedDpc", 1, DPC),
          new Registration("IoInitializeDpcRequest", 1, DPC),
          new Registration("IoInitializeThreadedDpcRequest", 1, DPC),
          new Registration("IoInitializeTimer", 1, TIMER),
          new Registration("ExAllocateTimer", 0, TIMER),
          new Registration("IoQueueWorkItem", 1, WORK_ITEM),
          new Registration("IoQueueWorkItemEx", 1, WORK_ITEM),
          new Registration("IoTryQueueWorkItem", 1, WORK_ITEM),
          new Registration("ExInitializeWorkItem", 1, WORK_ITEM),
          new Registration("PsCreateSystemThread", 5, WORK_ITEM),
          new Registration("IoSetCancelRoutine", 1, CANCEL),
          new Registration("IoStartPacket", 3, CANCEL),
          new Registration("IoConnectInterrupt", 1, ISR),
          new Registration("KeSynchronizeExecution", 1, SYNCHRONIZED),
          new Registration("IoCsqInitialize", 1, OTHER),
          new Registration("IoCsqInitialize", 2, OTHER),
          new Registration("IoCsqInitialize", 3, OTHER),
          new Registration("IoCsqInitialize", 4, OTHER),
          new Registration("IoCsqInitialize", 5, OTHER),
          new Registration("IoCsqInitialize", 6, OTHER),
          new Registration("IoRegisterDriverReinitialization", 1, OTHER),
          new Registration("IoRegisterBootDriverReinitialization", 1, OTHER),
          new Registration("IoRegisterPlugPlayNotification", 4, OTHER),
          new Registration("IoAllocateAdapterChannel", 3, OTHER),
          new Registration("IoAllocateController", 2, OTHER),
          new Registration("StorPortInitializeDpc", 2, DPC),
          new Registration("StorPortNotification", 2, TIMER),
          new Registration("StorPortRequestTimer", 2, TIMER),
          new Registration("StorPortSynchronizeAccess", 1, SYNCHRONIZED),
          new Registration("StorPortQueueWorkItem", 1, WORK_ITEM),
          new Registration("StorPortEnablePassiveInitialization", 1, OTHER),
          new Registration("StorPortBuildScatterGatherList", 4, OTHER),
          new Registration(
              "WdfDeviceConfigureWdmIrpDispatchCallback", 3, KMDF_DISPATCH, OptionalInt.of(2)),
          new Registration(
              "WdfDeviceInitAssignWdmIrpPreprocessCallback",
              1,
              KMDF_PREPROCESS,
              OptionalInt.of(2)));

  private static final List<Member> MEMBERS =
      List.of(
          new Member("_DRIVER_EXTENSION", "AddDevice", ADD_DEVICE),
          new Member(DRIVER_OBJECT, "DriverStartIo", START_IO),
          new Member(DRIVER_OBJECT, "DriverUnload", UNLOAD),
          new Member("_IO_STACK_LOCATION", "CompletionRoutine", COMPLETION),
          new Member(IRP, "CancelRoutine", CANCEL),
          new Member(MINIPORT, "HwInitialize", OTHER),
          new Member(MINIPORT, "HwBuildIo", OTHER),
          new Member(MINIPORT, "HwStartIo", OTHER),
          new Member(MINIPORT, "HwInterrupt", ISR),
          new Member(MINIPORT, "HwFindAdapter", OTHER),
          new Member(MINIPORT, "HwResetBus", OTHER),
          new Member(MINIPORT, "HwAdapterControl", OTHER),
          new Member(MINIPORT, "HwUnitControl", OTHER),
          new Member(MINIPORT, "HwAdapterState", OTHER),
          new Member(MINIPORT, "HwDmaStarted", OTHER),
          new Member(MINIPORT, "HwFreeAdapterResources", OTHER),
          new Member(MINIPORT, "HwProcessServiceRequest", OTHER),
          new Member(MINIPORT, "HwCompleteServiceIrp", OTHER),
          new Member("_PORT_CONFIGURATION_INFORMATION", "HwMSInterruptRoutine", ISR),
          new Member("_KDPC", "DeferredRoutine", DPC),
          new Member("_WORK_QUEUE_ITEM", "WorkerRoutine", WORK_ITEM),
          new Member("_IO_CONNECT_INTERRUPT_PARAMETERS", "ServiceRoutine", ISR),
          new Member("_IO_CONNECT_INTERRUPT_PARAMETERS", "MessageServiceRoutine", ISR));

  private static final Map<String, Role> ROLE_TYPES =
      Map.ofEntries(
          Map.entry("DRIVER_INITIALIZE", DRIVER_ENTRY),
          Map.entry("DRIVER_DISPATCH", DISPATCH),
          Map.entry("DRIVER_DISPATCH_RAISED", DISPATCH),
          Map.entry("DRIVER_DISPATCH_PAGED", DISPATCH),
          Map.entry("DRIVER_ADD_DEVICE", ADD_DEVICE),
          Map.entry("DRIVER_STARTIO", START_IO),
          Map.entry("DRIVER_UNLOAD", UNLOAD),
          Map.entry("DRIVER_CANCEL", CANCEL),
          Map.entry("DRIVER_CONTROL", OTHER),
          Map.entry("DRIVER_LIST_CONTROL", OTHER),
          Map.entry("DRIVER_REINITIALIZE", OTHER),
          Map.entry("IO_COMPLETION_ROUTINE", COMPLETION),
          Map.entry("IO_DPC_ROUTINE", DPC),
          Map.entry("IO_TIMER_ROUTINE", TIMER),
          Map.entry("KDEFERRED_ROUTINE", DPC),
          Map.entry("EXT_CALLBACK", TIMER),
          Map.entry("KSERVICE_ROUTINE", ISR),
          Map.entry("KMESSAGE_SERVICE_ROUTINE", ISR),
          Map.entry("KSYNCHRONIZE_ROUTINE", SYNCHRONIZED),
          Map.entry("IO_WORKITEM_ROUTINE", WORK_ITEM),
          Map.entry("IO_WORKITEM_ROUTINE_EX", WORK_ITEM),
          Map.entry("WORKER_THREAD_ROUTINE", WORK_ITEM),
          Map.entry("KSTART_ROUTINE", WORK_ITEM),
          Map.entry("REQUEST_POWER_COMPLETE", OTHER),
          Map.entry("EVT_WDF_TIMER", TIMER),
          Map.entry("EVT_WDF_DPC", DPC),
          Map.entry("EVT_WDF_INTERRUPT_DPC", DPC),
          Map.entry("EVT_WDF_INTERRUPT_ISR", ISR),
          Map.entry("EVT_WDF_INTERRUPT_SYNCHRONIZE", SYNCHRONIZED),
          Map.entry("EVT_WDF_WORKITEM", WORK_ITEM),
          Map.entry("EVT_WDF_INTERRUPT_WORKITEM", WORK_ITEM),
          Map.entry("EVT_WDF_DRIVER_DEVICE_ADD", OTHER),
          Map.entry("EVT_WDF_DRIVER_UNLOAD", OTHER),
          Map.entry("EVT_WDF_IO_QUEUE_IO_DEFAULT", OTHER),
          Map.entry("EVT_WDF_IO_QUEUE_IO_READ", OTHER),
          Map.entry("EVT_WDF_IO_QUEUE_IO_WRITE", OTHER),
          Map.entry("EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL", OTHER),
          Map.entry("EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL", OTHER),
          Map.entry("EVT_WDF_REQUEST_COMPLETION_ROUTINE", OTHER),
          Map.entry("EVT_WDF_REQUEST_CANCEL", OTHER),
          Map.entry("EVT_WDF_IO_IN_CALLER_CONTEXT", OTHER),
          Map.entry("HW_INITIALIZE", OTHER),
          Map.entry("HW_BUILDIO", OTHER),
          Map.entry("HW_STARTIO", OTHER),
          Map.entry("HW_INTERRUPT", ISR),
          Map.entry("HW_FIND_ADAPTER", OTHER),
          Map.entry("HW_RESET_BUS", OTHER),
          Map.entry("HW_ADAPTER_CONTROL", OTHER),
          Map.entry("HW_UNIT_CONTROL", OTHER),
          Map.entry("HW_ADAPTER_STATE", OTHER),
          Map.entry("HW_DMA_STARTED", OTHER),
          Map.entry("HW_DPC_ROUTINE", DPC),
          Map.entry("HW_TIMER", TIMER),
          Map.entry("HW_TIMER_EX", TIMER),
          Map.entry("HW_WORKITEM", WORK_ITEM),
          Map.entry("HW_PASSIVE_INITIALIZE_ROUTINE", OTHER),
          Map.entry("HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE", ISR),
          Map.entry("STOR_SYNCHRONIZED_ACCESS", SYNCHRONIZED),
          Map.entry("MINIPORT_ISR", ISR),
          Map.entry("MINIPORT_INTERRUPT_DPC", DPC),
          Map.entry("NDIS_TIMER_FUNCTION", TIMER),
          Map.entry("NDIS_IO_WORKITEM_FUNCTION", WORK_ITEM),
          Map.entry("MINIPORT_UNLOAD", UNLOAD),
          Map.entry("MINIPORT_INITIALIZE", OTHER),
          Map.entry("MINIPORT_HALT", OTHER),
          Map.entry("MINIPORT_OID_REQUEST", OTHER),
          Map.entry("MINIPORT_SEND_NET_BUFFER_LISTS", OTHER),
          Map.entry("PROTOCOL_BIND_ADAPTER_EX", OTHER),
          Map.entry("PROTOCOL_RECEIVE_NET_BUFFER_LISTS", OTHER),
          Map.entry("FILTER_ATTACH", OTHER),
          Map.entry("FILTER_SEND_NET_BUFFER_LISTS", OTHER),
          Map.entry("FILTER_OID_REQUEST", OTHER),
          Map.entry("EVT_WDFDEVICE_WDM_IRP_DISPATCH", KMDF_DISPATCH),
          Map.entry("EVT_WDFDEVICE_WDM_IRP_PREPROCESS", KMDF_PREPROCESS));

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("status", List.of(DRIVER_OBJECT, "_UNICODE_STRING"), DRIVER_ENTRY),
          new Signature("status", List.of(DRIVER_OBJECT, DEVICE_OBJECT), ADD_DEVICE),
          new Signature("status", List.of(DEVICE_OBJECT, IRP), DISPATCH),
          new Signature("status", List.of(DEVICE_OBJECT, IRP, "*"), COMPLETION),
          new Signature("void", List.of(DEVICE_OBJECT, IRP), START_IO),
          new Signature("void", List.of("_KDPC", "*", "*", "*"), DPC),
          new Signature("void", List.of("_KDPC", DEVICE_OBJECT, IRP, "*"), DPC),
          new Signature("boolean", List.of("_KINTERRUPT", "*"), ISR),
          new Signature("void", List.of(DEVICE_OBJECT, "*"), WORK_ITEM),
          new Signature("void", List.of(DRIVER_OBJECT), UNLOAD));

  /** The name of the attribute that {@code _Dispatch_type_} expands to. */
  static final String DISPATCH_TYPE = "__irpscope_dispatch_type";

  /** The name of the attribute that {@code _Function_class_} expands to. */
  static final String FUNCTION_CLASS = "__irpscope_function_class";

  private static final List<String> MAJORS =
      List.of(
          "IRP_MJ_CREATE",
          "IRP_MJ_CREATE_NAMED_PIPE",
          "IRP_MJ_CLOSE",
          "IRP_MJ_READ",
          "IRP_MJ_WRITE",
          "IRP_MJ_QUERY_INFORMATION",
          "IRP_MJ_SET_INFORMATION",
          "IRP_MJ_QUERY_EA",
          "IRP_MJ_SET_EA",
          "IRP_MJ_FLUSH_BUFFERS",
          "IRP_MJ_QUERY_VOLUME_INFORMATION",
          "IRP_MJ_SET_VOLUME_INFORMATION",
          "IRP_MJ_DIRECTORY_CONTROL",
          "IRP_MJ_FILE_SYSTEM_CONTROL",
          "IRP_MJ_DEVICE_CONTROL",
          "IRP_MJ_INTERNAL_DEVICE_CONTROL",
          "IRP_MJ_SHUTDOWN",
          "IRP_MJ_LOCK_CONTROL",
          "IRP_MJ_CLEANUP",
          "IRP_MJ_CREATE_MAILSLOT",
          "IRP_MJ_QUERY_SECURITY",
          "IRP_MJ_SET_SECURITY",
          "IRP_MJ_POWER",
          "IRP_MJ_SYSTEM_CONTROL",
          "IRP_MJ_DEVICE_CHANGE",
          "IRP_MJ_QUERY_QUOTA",
          "IRP_MJ_SET_QUOTA",
          "IRP_MJ_PNP");

  /** How many major codes there are. */
  static int majorCount() {
    return MAJORS.size();
  }

  static String majorName(int major) {
    return major >= 0 && major < MAJORS.size() ? MAJORS.get(major) : Integer.toString(major);
  }

  /** The major code of that name; empty if there is none. */
  static OptionalInt major(String name) {
    int major = MAJORS.indexOf(name);
    return major < 0 ? OptionalInt.empty() : OptionalInt.of(major);
  }

  static List<Registration> registrations(String call) {
    return REGISTRATIONS.stream().filter(registration -> registration.call().equals(call)).toList();
  }

  /**
   * The role that an assignment to a member gives.
   *
   * @param record tag of the structure; empty where it is not known, which matches any
   */
  static Optional<Role> member(String record, String field) {
    return MEMBERS.stream()
        .filter(member -> member.field().equals(field))
        .filter(member -> record.isEmpty() || member.record().equals(record))
        .map(Member::role)
        .findFirst();
  }

  static Optional<Role> roleType(String type) {
    return Optional.ofNullable(ROLE_TYPES.get(type));
  }

  static Optional<Role> signature(String result, List<String> parameters) {
    return SIGNATURES.stream()
        .filter(signature -> signature.result().equals(result))
        .filter(signature -> matches(signature.parameters(), parameters))
        .map(Signature::role)
        .findFirst();
  }

  private static boolean matches(List<String> expected, List<String> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals("*") && !expected.get(i).equals(actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Calls that show which framework a driver is written for. */
  record Hallmark(DriverFacts.Model model, List<String> calls) {}

  /** The first that a driver calls any of decides. */
  static final List<Hallmark> HALLMARKS =
      List.of(
          new Hallmark(DriverFacts.Model.KMDF, List.of("WdfDriverCreate")),
          new Hallmark(DriverFacts.Model.STORPORT, List.of("StorPortInitialize")),
          new Hallmark(DriverFacts.Model.SCSIPORT, List.of("ScsiPortInitialize")),
          new Hallmark(
              DriverFacts.Model.NDIS,
              List.of(
                  "NdisMRegisterMiniportDriver",
                  "NdisMRegisterMiniport",
                  "NdisRegisterProtocolDriver",
                  "NdisRegisterProtocol",
                  "NdisFRegisterFilterDriver")),
          new Hallmark(DriverFacts.Model.MINIFILTER, List.of("FltRegisterFilter")),
          new Hallmark(DriverFacts.Model.PORT_CLASS, List.of("PcInitializeAdapterDriver")));

  /** Functions of libraries that fill in the driver object of the driver that calls them. */
  static final List<String> INITIALISING_LIBRARIES =
      List.of(
          "ClassInitialize",
          "ClassInitializeEx",
          "HidRegisterMinidriver",
          "KsInitializeDriver",
          "TapeClassInitialize",
          "VideoPortInitialize",
          "DxgkInitialize",
          "DxgkInitializeDisplayOnlyDriver",
          "StreamClassRegisterMinidriver",
          "StreamClassRegisterAdapter",
          "PciIdeXInitialize",
          "USBPORT_RegisterUSBPortDriver");

  static final List<String> ATTACHING =
      List.of(
          "IoAttachDevice",
          "IoAttachDeviceByPointer",
          "IoAttachDeviceToDeviceStack",
          "IoAttachDeviceToDeviceStackSafe");

  static final List<String> FILE_SYSTEM =
      List.of(
          "IoRegisterFileSystem",
          "IoRegisterFsRegistrationChange",
          "IoRegisterFsRegistrationChangeEx",
          "IoRegisterFsRegistrationChangeMountAware",
          "FsRtlRegisterFileSystemFilterCallbacks",
          "FsRtlRegisterUncProvider",
          "FsRtlRegisterUncProviderEx",
          "FsRtlRegisterUncProviderEx2",
          "FltRegisterFilter");
}
