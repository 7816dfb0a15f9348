package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.cfg.FunctionKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of memory with an address of its own. Different regions do not overlap (assumed). */
public sealed interface Region {
  /**
   * A local variable or parameter.
   *
   * @param depth number of frames below its frame
   */
  record Local(int depth, FunctionKey function, int variable, String name) implements Region {
    @Override
    public int hashCode() {
      return (depth * 31 + variable) * 31 + name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A variable of the file ({@code file} not empty) or the program, or a static local. */
  record Global(String name, String file) implements Region {
    /** In place of the file: of a constant that no header defines. */
    public static final String UNDEFINED = "<undefined>";

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What an unknown pointer points to. */
  record Target(Symbol pointer) implements Region {
    @Override
    public String toString() {
      return "*" + pointer;
    }
  }

  /** One of an IRP's stack locations. */
  record StackLocation(Region irp, Which which) implements Region {
    /** Relative to this driver. */
    public enum Which {
      CURRENT,
      NEXT
    }

    @Override
    public String toString() {
      return which + "(" + irp + ")";
    }
  }

  /**
   * The bit-fields of a storage unit. What is not written here has the value that it has in the
   * unit as a whole. Each bit has eight bytes, room for any value: neighbours do not overlap.
   *
   * @param offset of the storage unit
   */
  record Bits(Region base, long offset) implements Region {
    @Override
    public String toString() {
      return base + "[" + offset + ".bits]";
    }
  }

  /** An element at an unknown index. */
  record Part(Region base, long offset, Value selector) implements Region {
    @Override
    public String toString() {
      return base + "[" + offset + "." + selector + "]";
    }
  }

  /** The symbol through which the region is reached, if it is not a variable's. */
  default Optional<Symbol> root() {
    return Optional.ofNullable(rootOrNull());
  }

  /** As {@link #root}, for what is asked millions of times. */
  default @Nullable Symbol rootOrNull() {
    return switch (this) {
      case Target target -> target.pointer();
      case StackLocation location -> location.irp().rootOrNull();
      case Part part -> part.base().rootOrNull();
      case Bits bits -> bits.base().rootOrNull();
      case Local _, Global _ -> null;
    };
  }

  /** The same of the variable at another depth of the stack; what is not a variable's stays. */
  default Region atDepth(int depth) {
    return switch (this) {
      case Local local -> new Local(depth, local.function(), local.variable(), local.name());
      case Part part -> new Part(part.base().atDepth(depth), part.offset(), part.selector());
      case Bits bits -> new Bits(bits.base().atDepth(depth), bits.offset());
      case Global _, Target _, StackLocation _ -> this;
    };
  }

  /** The variable, target or stack location this is part of. */
  default Region whole() {
    return switch (this) {
      case Part part -> part.base().whole();
      case Bits bits -> bits.base().whole();
      case Local _, Global _, Target _, StackLocation _ -> this;
    };
  }
}
