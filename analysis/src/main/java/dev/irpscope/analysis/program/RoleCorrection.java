package dev.irpscope.analysis.program;

import dev.irpscope.analysis.cfg.FunctionKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the user says that the system calls a routine for. All that is said of a routine stands in
 * place of what was found out about it.
 *
 * @param function its name
 * @param file the relative path of its file, with forward slashes; empty for a function of that
 *     name in any file
 * @param role empty when the system does not call it
 * @param majorFunctions the IRP major codes of a dispatch routine; empty when any may come
 */
public record RoleCorrection(
    String function, Optional<String> file, Optional<Role> role, List<Integer> majorFunctions) {
  public RoleCorrection {
    majorFunctions = majorFunctions.stream().sorted().distinct().toList();
  }

  /** Whether it is about this function. */
  public boolean isAbout(FunctionKey key) {
    return isAbout(key.name(), key.file());
  }

  /** Whether it is about the function of that name in that file. */
  public boolean isAbout(String name, String path) {
    return function.equals(name) && file.map(path::equals).orElse(true);
  }

  /** The major code of a name such as {@code IRP_MJ_READ}; empty if there is none. */
  public static OptionalInt major(String name) {
    return RoleTable.major(name);
  }

  /** The name of a major code. */
  public static String majorName(int major) {
    return RoleTable.majorName(major);
  }
}
