package dev.irpscope.analysis.wdk.effects;

import java.util.regex.Pattern;

/**
 * How names of kernel functions begin that are in no table: the component, and behind it a capital
 * letter, perhaps after the f of a fast call or the like.
 */
public final class KernelNames {
  private static final Pattern KERNEL =
      Pattern.compile(
          "(Io|Ke|Ex|Mm|Ob|Rtl|Po|Zw|Nt|Se|Ps|Dbg|Kd)[fip]?[A-Z].*"
              + "|_?Interlocked.*|(Wpp|WPP|Etw|Event)[A-Z_].*"
              + "|(mem|wcs|str|__|_)[a-z0-9_]*");

  private static final Pattern TELLS =
      Pattern.compile("(Dbg|Kd|Wpp|WPP|Etw|Event)[A-Z_].*|.*[pP]rintf.*");

  private static final Pattern ALLOCATES =
      Pattern.compile("ExAllocate(Pool|From).*|(FsRtl|Mm|Rtl)Allocate.*|IoAllocate(Irp|Mdl).*");

  private KernelNames() {}

  /** Whether one of them gives memory that nobody else uses. */
  public static boolean allocates(String function) {
    return ALLOCATES.matcher(function).matches();
  }

  /** Whether one of them only tells of what it is given, or writes it as text. */
  public static boolean tells(String function) {
    return TELLS.matcher(function).matches();
  }

  /** Whether a function that is nowhere defined has the name of one of the kernel's. */
  public static boolean isKernel(String function) {
    return KERNEL.matcher(function).matches();
  }
}
