package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.frontend.grammar.CParser.ArraySuffixContext;
import dev.irpscope.analysis.frontend.grammar.CParser.BasicTypeContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CoreContext;
import dev.irpscope.analysis.frontend.grammar.CParser.DeclaratorContext;
import dev.irpscope.analysis.frontend.grammar.CParser.EnumTypeContext;
import dev.irpscope.analysis.frontend.grammar.CParser.EnumeratorContext;
import dev.irpscope.analysis.frontend.grammar.CParser.FunctionSuffixContext;
import dev.irpscope.analysis.frontend.grammar.CParser.MemberContext;
import dev.irpscope.analysis.frontend.grammar.CParser.MemberDeclaratorContext;
import dev.irpscope.analysis.frontend.grammar.CParser.NamedTypeContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ParameterContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ParametersContext;
import dev.irpscope.analysis.frontend.grammar.CParser.PointerContext;
import dev.irpscope.analysis.frontend.grammar.CParser.QualifierSpecifierContext;
import dev.irpscope.analysis.frontend.grammar.CParser.RecordTypeContext;
import dev.irpscope.analysis.frontend.grammar.CParser.SpecifierContext;
import dev.irpscope.analysis.frontend.grammar.CParser.StorageSpecifierContext;
import dev.irpscope.analysis.frontend.grammar.CParser.SuffixContext;
import dev.irpscope.analysis.frontend.grammar.CParser.TypeNameContext;
import dev.irpscope.analysis.frontend.grammar.CParser.TypedefSpecifierContext;
import dev.irpscope.analysis.frontend.grammar.CParser.TypeofTypeContext;
import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types from specifiers and declarators (C11 6.7.2, 6.7.6). */
final class TypeBuilder {
  /** The classes whose members are being read, each with {@code ::} behind it. */
  private String enclosing = "";

  private final TreeBuilder tree;

  TypeBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  /** What the specifiers of a declaration say. */
  record Specified(CType type, Decl.Storage storage, boolean isTypedef) {}

  /**
   * A declared name and its type.
   *
   * @param name empty for an abstract declarator
   * @param parameters of the function that the name itself is, when its declarator lists them
   * @param plain whether the declarator is a name and nothing else
   */
  record Declared(
      String name,
      Origin origin,
      CType type,
      Optional<List<Decl.Parameter>> parameters,
      boolean plain) {}

  Specified specified(List<SpecifierContext> specifiers) {
    Decl.Storage storage = Decl.Storage.NORMAL;
    boolean typedef = false;
    Optional<CType> type = Optional.empty();
    List<String> basic = new ArrayList<>();
    for (SpecifierContext specifier : specifiers) {
      switch (specifier) {
        case TypedefSpecifierContext _ -> typedef = true;
        case StorageSpecifierContext word -> {
          storage =
              switch (word.getStart().getText()) {
                case "static" -> Decl.Storage.STATIC;
                case "extern" -> Decl.Storage.EXTERN;
                default -> storage;
              };
        }
        case QualifierSpecifierContext _ -> {}
        case BasicTypeContext word -> basic.add(Vocabulary.canonical(word.getText()));
        case NamedTypeContext name -> type = Optional.of(named(name.getText()));
        case RecordTypeContext struct -> type = Optional.of(struct(struct));
        case EnumTypeContext enumeration -> type = Optional.of(enumeration(enumeration));
        case TypeofTypeContext typeof ->
            type =
                Optional.of(
                    typeof.typeName() == null
                        ? new CType.Unknown("typeof")
                        : typeName(typeof.typeName()));
        default -> throw new IllegalStateException("specifier " + specifier.getText());
      }
    }
    CType found = basic.isEmpty() ? type.orElse(implied(specifiers)) : basic(basic);
    return new Specified(found, storage, typedef);
  }

  /** The type where none is written: {@code int}, in C++ whatever the initialiser has. */
  private CType implied(List<SpecifierContext> specifiers) {
    boolean deduced =
        tree.isCpp() && specifiers.stream().anyMatch(word -> word.getText().equals("auto"));
    return deduced ? new CType.Unknown("auto") : CType.Int.INT;
  }

  /** What one word names: a basic type or a typedef name; unknown otherwise. */
  CType named(String name) {
    if (Vocabulary.CPP.isBasicType(name)) {
      return basic(List.of(Vocabulary.canonical(name)));
    }
    return tree.scope()
        .typedef(name)
        .<CType>map(target -> new CType.Typedef(name, target))
        .orElseGet(() -> new CType.Unknown(name));
  }

  private static CType basic(List<String> words) {
    boolean unsigned = words.contains("unsigned");
    int longs = (int) words.stream().filter("long"::equals).count();
    for (String word : words) {
      switch (word) {
        case "void" -> {
          return CType.Void.VOID;
        }
        case "float" -> {
          return new CType.Floating(32);
        }
        case "double" -> {
          return new CType.Floating(64);
        }
        case "_Bool", "bool" -> {
          return new CType.Int(word.equals("bool") ? 8 : 1, false);
        }
        case "wchar_t" -> {
          return new CType.Int(16, false);
        }
        case "char", "__int8" -> {
          return new CType.Int(8, !unsigned);
        }
        case "short", "__int16" -> {
          return new CType.Int(16, !unsigned);
        }
        case "__int64" -> {
          return new CType.Int(64, !unsigned);
        }
        case "__int128" -> {
          return new CType.Int(128, !unsigned);
        }
        default -> {}
      }
    }
    return new CType.Int(longs >= 2 ? 64 : 32, !unsigned);
  }

  CType typeName(TypeNameContext context) {
    CType base = specified(context.specifier()).type();
    return context.declarator() == null ? base : declared(context.declarator(), base).type();
  }

  // ---- records and enumerations

  private CType struct(RecordTypeContext context) {
    RecordDefinition.Kind kind =
        context.getStart().getText().equals("union")
            ? RecordDefinition.Kind.UNION
            : RecordDefinition.Kind.STRUCT;
    boolean defines = context.recordBody() != null;
    String tag = context.IDENTIFIER() == null ? "" : context.IDENTIFIER().getText();
    RecordDefinition definition = definition(kind, tag, defines);
    if (defines) {
      String outside = enclosing;
      enclosing = tag.isEmpty() ? outside : outside + tag + "::";
      List<RecordDefinition.Field> fields = new ArrayList<>();
      Set<String> statics = new HashSet<>();
      for (MemberContext member : context.recordBody().member()) {
        if (member.exception == null) {
          addMember(member, fields, statics);
        }
      }
      enclosing = outside;
      if (!definition.isComplete()) {
        definition.complete(fields, statics, tree.packing());
      }
    }
    CType type = new CType.Struct(definition);
    return tree.isCpp() && !tag.isEmpty() ? new CType.Typedef(tag, type) : type;
  }

  private RecordDefinition definition(RecordDefinition.Kind kind, String tag, boolean defines) {
    if (!tag.isEmpty()) {
      Optional<CType> known = defines ? tree.scope().ownTag(tag) : tree.scope().tag(tag);
      boolean usable =
          known.isPresent()
              && known.get() instanceof CType.Struct struct
              && !(defines && struct.definition().isComplete());
      if (usable && defines) {
        tree.scope().completing(((CType.Struct) known.get()).definition());
      }
      if (usable) {
        return ((CType.Struct) known.get()).definition();
      }
    }
    RecordDefinition definition = new RecordDefinition(kind, tag);
    if (!tag.isEmpty()) {
      CType type = new CType.Struct(definition);
      tree.scope().declareTag(tag, type);
      if (tree.isCpp()) {
        tree.scope().declare(tag, new Scope.Entity.TypeName(type));
      }
    }
    return definition;
  }

  private void addMember(
      MemberContext member, List<RecordDefinition.Field> fields, Set<String> statics) {
    if (member.staticAssertion() != null) {
      return;
    }
    if (member.alias() != null) {
      tree.declarations().alias(member.alias());
      return;
    }
    Specified specified = specified(member.specifier());
    CType base = specified.type();
    if (member.memberDeclarator().isEmpty()) {
      if (base.canonical() instanceof CType.Struct) {
        fields.add(new RecordDefinition.Field("", base, OptionalInt.empty()));
      }
      return;
    }
    for (MemberDeclaratorContext declarator : member.memberDeclarator()) {
      OptionalInt bits = OptionalInt.empty();
      if (declarator.expression() != null) {
        long width = constant(tree.expressions().expression(declarator.expression())).orElse(1);
        bits = OptionalInt.of((int) width);
      }
      if (declarator.declarator() == null) {
        fields.add(new RecordDefinition.Field("", base, bits));
        continue;
      }
      Declared declared = declared(declarator.declarator(), base);
      boolean memberFunction = declared.type().canonical() instanceof CType.Function;
      boolean isStatic = specified.storage() == Decl.Storage.STATIC;
      if (memberFunction && isStatic) {
        statics.add(declared.name());
      } else if (!memberFunction && !isStatic) {
        fields.add(new RecordDefinition.Field(declared.name(), declared.type(), bits));
      }
    }
  }

  /** Declares an enumerator; in C++ also as it is named from outside its class and type. */
  private void declare(EnumTypeContext type, String name, Scope.Entity.Constant constant) {
    tree.scope().declare(name, constant);
    if (tree.isCpp()) {
      List<String> prefixes = new ArrayList<>(List.of(enclosing));
      if (type.IDENTIFIER() != null) {
        String tag = type.IDENTIFIER().getText() + "::";
        prefixes.add(tag);
        prefixes.add(enclosing + tag);
      }
      prefixes.forEach(prefix -> tree.scope().declare(prefix + name, constant));
    }
  }

  private CType enumeration(EnumTypeContext context) {
    if (context.enumBody() != null) {
      long value = 0;
      for (EnumeratorContext enumerator : context.enumBody().enumerator()) {
        if (enumerator.expression() != null) {
          value = constant(tree.expressions().expression(enumerator.expression())).orElse(value);
        }
        declare(context, enumerator.IDENTIFIER().getText(), new Scope.Entity.Constant((int) value));
        value++;
      }
    }
    if (context.IDENTIFIER() != null) {
      String tag = context.IDENTIFIER().getText();
      CType type = new CType.Typedef(CType.ENUMERATION + tag, CType.Int.INT);
      tree.scope().declareTag(tag, type);
      if (tree.isCpp()) {
        tree.scope().declare(tag, new Scope.Entity.TypeName(type));
        return new CType.Typedef(tag, type);
      }
      return type;
    }
    return new CType.Typedef(CType.ENUMERATION, CType.Int.INT);
  }

  private OptionalLong constant(Expr expression) {
    return new Constants(tree.scope()).evaluate(expression);
  }

  // ---- declarators

  Declared declared(DeclaratorContext context, CType base) {
    CType type = base;
    for (PointerContext pointer : context.pointer()) {
      boolean reference = pointer.getStart().getText().startsWith("&");
      type = reference ? type : new CType.Pointer(type);
    }
    CoreContext core = context.core();
    boolean named = core != null && core.IDENTIFIER() != null;
    Optional<List<Decl.Parameter>> parameters = Optional.empty();
    List<SuffixContext> suffixes = context.suffix();
    for (int i = suffixes.size() - 1; i >= 0; i--) {
      switch (suffixes.get(i)) {
        case ArraySuffixContext array -> type = new CType.Array(type, length(array));
        case FunctionSuffixContext function -> {
          List<Decl.Parameter> declared = parameters(function.parameters());
          type = new CType.Function(type, types(declared), isVariadic(function));
          if (i == 0) {
            parameters = Optional.of(declared);
          }
        }
        default -> throw new IllegalStateException("suffix " + suffixes.get(i).getText());
      }
    }
    if (core != null && core.declarator() != null) {
      Declared inner = declared(core.declarator(), type);
      // int (name)(int): the parameters stand outside
      boolean onlyName = inner.plain() && inner.parameters().isEmpty() && parameters.isPresent();
      return onlyName
          ? new Declared(inner.name(), inner.origin(), inner.type(), parameters, false)
          : inner;
    }
    boolean plain = context.pointer().isEmpty() && suffixes.isEmpty();
    return new Declared(
        named ? core.IDENTIFIER().getText() : "",
        named ? TreeBuilder.origin(core.IDENTIFIER()) : TreeBuilder.origin(context),
        type,
        named ? parameters : Optional.empty(),
        plain);
  }

  /** The name that a declarator declares; empty if it declares none. */
  static String nameOf(DeclaratorContext context) {
    CoreContext core = context.core();
    while (core != null && core.declarator() != null) {
      core = core.declarator().core();
    }
    return core == null || core.IDENTIFIER() == null ? "" : core.IDENTIFIER().getText();
  }

  private OptionalLong length(ArraySuffixContext array) {
    return array.expression() == null
        ? OptionalLong.empty()
        : constant(tree.expressions().expression(array.expression()));
  }

  private static boolean isVariadic(FunctionSuffixContext function) {
    return function.parameters() != null && function.parameters().ellipsis() != null;
  }

  private static List<CType> types(List<Decl.Parameter> parameters) {
    return parameters.stream().map(Decl.Parameter::type).toList();
  }

  /**
   * The parameters of a list; {@code (void)} and no list have none.
   *
   * @param list null where there is none, as the parser has it
   */
  List<Decl.Parameter> parameters(@Nullable ParametersContext list) {
    if (list == null) {
      return List.of();
    }
    List<Decl.Parameter> parameters = new ArrayList<>();
    for (ParameterContext parameter : list.parameter()) {
      CType base = specified(parameter.specifier()).type();
      Declared declared =
          parameter.declarator() == null
              ? new Declared("", TreeBuilder.origin(parameter), base, Optional.empty(), true)
              : declared(parameter.declarator(), base);
      parameters.add(
          new Decl.Parameter(
              TreeBuilder.origin(parameter), declared.name(), adjusted(declared.type())));
    }
    boolean none =
        parameters.size() == 1
            && parameters.get(0).name().isEmpty()
            && parameters.get(0).type().canonical() instanceof CType.Void;
    return none ? List.of() : List.copyOf(parameters);
  }

  /** Arrays and functions as parameters are pointers (C11 6.7.6.3). */
  private static CType adjusted(CType type) {
    return switch (type.canonical()) {
      case CType.Array array -> new CType.Pointer(array.element());
      case CType.Function _ -> new CType.Pointer(type);
      case CType.Void _,
          CType.Int _,
          CType.Floating _,
          CType.Pointer _,
          CType.Struct _,
          CType.Typedef _,
          CType.Unknown _ ->
          type;
    };
  }
}
