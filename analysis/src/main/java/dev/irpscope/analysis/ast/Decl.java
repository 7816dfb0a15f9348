package dev.irpscope.analysis.ast;

import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A declaration (C11 6.7) or function definition (C11 6.9.1). */
public sealed interface Decl {
  Origin origin();

  /** A variable, of a file or a block. */
  record Variable(
      NodeId id,
      Origin origin,
      String name,
      CType type,
      Storage storage,
      Optional<Initializer> initializer)
      implements Decl {}

  /**
   * A function that is declared but not defined here.
   *
   * @param roleType name of the typedef it was declared with ({@code IO_COMPLETION_ROUTINE Done;})
   */
  record Prototype(
      Origin origin,
      String name,
      CType.Function type,
      Storage storage,
      Optional<String> roleType,
      List<Attribute> attributes)
      implements Decl {
    public Prototype {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * A function definition.
   *
   * @param name qualified for a C++ member ({@code CDevice::Run})
   * @param nodeCount number of {@link NodeId}s in use; ids are below it
   * @param conditions how conditions read that their places in the source do not say
   */
  record Function(
      Origin origin,
      Origin nameOrigin,
      String name,
      CType.Function type,
      List<Parameter> parameters,
      Storage storage,
      List<Attribute> attributes,
      Stmt.Compound body,
      int nodeCount,
      Map<NodeId, String> conditions)
      implements Decl {
    public Function {
      conditions = Map.copyOf(conditions);
      parameters = List.copyOf(parameters);
      attributes = List.copyOf(attributes);
    }
  }

  record Typedef(Origin origin, String name, CType type) implements Decl {}

  /** A declaration of types only: structure, union or enumeration. */
  record TypeOnly(Origin origin, CType type) implements Decl {}

  /** An external declaration that could not be read. */
  record Error(Origin origin, Optional<String> function, String message) implements Decl {}

  /**
   * A parameter.
   *
   * @param name empty where none was given
   */
  record Parameter(Origin origin, String name, CType type) {}

  /**
   * An attribute that matters to the analysis, for example {@code __irpscope_dispatch_type} with
   * the argument's value.
   */
  record Attribute(String name, List<Expr> arguments) {
    public Attribute {
      arguments = List.copyOf(arguments);
    }
  }

  /** Linkage and lifetime as far as they matter. */
  enum Storage {
    /** External linkage, or automatic in a block. */
    NORMAL,
    STATIC,
    EXTERN
  }
}
