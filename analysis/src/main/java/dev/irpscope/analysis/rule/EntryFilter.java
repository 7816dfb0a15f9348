package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One kind of entry routine that a rule is, or is not, searched in.
 *
 * @param except whether this takes away from what earlier filters allow
 * @param kind empty: any kind
 * @param detail a word of {@link Detail}
 */
public record EntryFilter(
    boolean except,
    Optional<EntryContext.Kind> kind,
    OptionalInt major,
    OptionalInt minor,
    Optional<Detail> detail) {
  /** Further assumptions about an entry, as {@link EntryContext#detail} names them. */
  public enum Detail {
    /** IRP_MN_SET_POWER, system power, target PowerSystemWorking. */
    SYSTEM_POWER_UP("systemPowerUp"),
    /** IRP_MN_SET_POWER, system power, target S1 to S5. */
    SYSTEM_POWER_DOWN("systemPowerDown"),
    /** IRP_MN_SET_POWER, device power. */
    DEVICE_POWER("devicePower"),
    BUS_RELATIONS("busRelations"),
    EJECTION_RELATIONS("ejectionRelations"),
    REMOVAL_RELATIONS("removalRelations"),
    TARGET_DEVICE_RELATION("targetDeviceRelation");

    private final String word;

    Detail(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<Detail> of(String word) {
      return List.of(values()).stream().filter(detail -> detail.word.equals(word)).findFirst();
    }
  }

  /** Whether an entry is of this kind; a code that the search does not assume never matches. */
  boolean matches(EntryContext entry) {
    return (kind.isEmpty() || kind.get() == entry.kind())
        && (major.isEmpty() || major.equals(entry.major()))
        && (minor.isEmpty() || minor.equals(entry.minor()))
        && (detail.isEmpty() || entry.detail().filter(detail.get().word()::equals).isPresent());
  }
}
