/*
 * C as drivers use it: C11 (6.5 to 6.9), structured exception handling, a little GNU C, and C++ as far
 * as the bodies of functions need it.
 *
 * The parser never sees raw text. Before it, the token classifier has told type names from other
 * identifiers, dropped calling conventions and annotations, and marked the parentheses that open a
 * type name or a parameter list; so almost every decision below needs one token. There are no
 * lexer rules: the literals below are the vocabulary that spellings are looked up in.
 */
grammar C;

tokens {
  IDENTIFIER,
  TYPE_NAME,
  INTEGER,
  FLOATING,
  CHARACTER,
  STRING,
  /** '(' before a type name: cast, compound literal, operand of sizeof. */
  TYPE_OPEN,
  /** '(' before a parameter list. */
  PARAMETERS_OPEN,
  /** sizeof before TYPE_OPEN. */
  SIZEOF_TYPE,
  /** else before if; the if itself is left out, so that a chain is a list. */
  ELSE_IF,
  /** A whole inline assembly statement. */
  ASSEMBLY,
  /** The square brackets of a C++ lambda and what they hold. */
  LAMBDA,
  /** Whatever belongs nowhere. */
  OTHER
}

// ---- 6.9 external definitions

functionDefinition
  : specifier* declarator (':' memberInitializer (',' memberInitializer)*)? compound EOF
  ;

// C++: what a constructor initialises before its body
memberInitializer
  : (IDENTIFIER | TYPE_NAME) ('(' argumentList ')' | braced)
  ;

externalDeclaration
  : declaration EOF
  ;

attributeArguments
  : (expression (',' expression)*)? EOF
  ;

// ---- 6.7 declarations

declaration
  : specifier* (initDeclarator (',' initDeclarator)*)? ';'
  | staticAssertion
  | alias
  ;

blockDeclaration
  : specifier+ (initDeclarator (',' initDeclarator)*)? ';'
  | staticAssertion
  | alias
  ;

// C++: a typedef in other words
alias
  : 'using' IDENTIFIER '=' typeName ';'
  ;

staticAssertion
  : ('_Static_assert' | 'static_assert') '(' expression (',' STRING+)? ')' ';'
  ;

initDeclarator
  : declarator ('=' initializer | '(' argumentList ')' | braced)?
  ;

specifier
  : 'typedef'                                                                  # typedefSpecifier
  | ('extern' | 'static' | 'auto' | 'register' | '_Thread_local')              # storageSpecifier
  | qualifier                                                                  # qualifierSpecifier
  | ( 'void' | 'char' | 'short' | 'int' | 'long' | 'signed' | 'unsigned' | 'float' | 'double'
    | '_Bool' | 'bool' | 'wchar_t' | '_Complex'
    | '__int8' | '__int16' | '__int32' | '__int64' | '__int128' )              # basicType
  | TYPE_NAME                                                                  # namedType
  | ('struct' | 'union' | 'class') (IDENTIFIER recordBody? | recordBody)       # recordType
  | 'enum' (IDENTIFIER (':' specifier+)? enumBody? | (':' specifier+)? enumBody)  # enumType
  | 'typeof' (TYPE_OPEN typeName | '(' expression) ')'                         # typeofType
  ;

qualifier
  : 'const' | 'volatile' | 'restrict' | '_Atomic'
  ;

recordBody
  : '{' member* '}'
  ;

member
  : specifier* (memberDeclarator (',' memberDeclarator)*)? ';'
  | staticAssertion
  | alias
  ;

memberDeclarator
  : declarator (':' expression)? ('=' initializer)?
  | ':' expression
  ;

enumBody
  : '{' (enumerator (',' enumerator)* ','?)? '}'
  ;

enumerator
  : IDENTIFIER ('=' expression)?
  ;

// One rule for declarators with and without a name (6.7.6, 6.7.7): the builder knows which it wants.
declarator
  : pointer+ core? suffix*
  | core suffix*
  | suffix+
  ;

pointer
  : ('*' | '^' | '&' | '&&') qualifier*
  ;

core
  : IDENTIFIER
  | '(' declarator ')'
  ;

suffix
  : '[' ('static' | qualifier)* expression? ']'   # arraySuffix
  | PARAMETERS_OPEN parameters? ')'               # functionSuffix
  ;

parameters
  : parameter (',' parameter)* (',' ellipsis)?
  | ellipsis
  ;

ellipsis
  : '...'
  ;

parameter
  : specifier+ declarator? ('=' expression)?
  ;

typeName
  : specifier+ declarator?
  ;

initializer
  : expression
  | braced
  ;

braced
  : '{' (item (',' item)* ','?)? '}'
  ;

item
  : (designator+ '=')? initializer
  ;

designator
  : '[' expression ']'
  | '.' IDENTIFIER
  ;

// ---- 6.5 expressions, strongest binding first

expressions
  : expression (',' expression)*
  ;

expression
  : IDENTIFIER                                                                  # name
  | INTEGER                                                                     # integer
  | FLOATING                                                                    # floating
  | CHARACTER                                                                   # character
  | STRING+                                                                     # string
  | ('nullptr' | 'true' | 'false')                                              # wordConstant
  | '(' expressions ')'                                                         # parenthesized
  | '(' compound ')'                                                            # statementExpression
  | TYPE_OPEN typeName ')' braced                                               # compoundLiteral
  | SIZEOF_TYPE TYPE_OPEN typeName ')'                                          # sizeofType
  | '_Alignof' TYPE_OPEN typeName ')'                                           # alignofType
  | '__builtin_offsetof' '(' typeName ',' memberPath ')'                        # offsetOf
  | '__irpscope_container' '(' expression ',' typeName ',' memberPath ')'       # container
  | '__builtin_va_arg' '(' expression ',' typeName ')'                          # vaArg
  | ('static_cast' | 'reinterpret_cast' | 'const_cast' | 'dynamic_cast')
      '<' typeName '>' '(' expressions ')'                                      # namedCast
  | TYPE_NAME '(' argumentList ')'                                              # functionalCast
  | TYPE_NAME braced                                                            # bracedCast
  | LAMBDA (PARAMETERS_OPEN parameters? ')')? compound                          # lambda
  | 'new' ('(' argumentList ')')? newType ('(' argumentList ')' | braced)?      # newObject
  | expression op=('++' | '--')                                                 # postfix
  | expression '[' expressions ']'                                              # index
  | expression '(' argumentList ')'                                             # call
  | expression op=('.' | '->') IDENTIFIER                                       # memberAccess
  | expression ('.' '*' | '->*') expression                                     # memberPointer
  | op=('++' | '--' | '&' | '*' | '+' | '-' | '~' | '!') expression             # prefix
  | 'sizeof' expression                                                         # sizeofExpression
  | 'delete' ('[' ']')? expression                                              # deleteObject
  // Ends in its operand: only then does it bind as a prefix operator.
  | TYPE_OPEN typeName ')' expression                                           # cast
  | expression op=('*' | '/' | '%') expression                                  # binary
  | expression op=('+' | '-') expression                                        # binary
  | expression op=('<<' | '>>') expression                                      # binary
  | expression op=('<' | '>' | '<=' | '>=') expression                          # binary
  | expression op=('==' | '!=') expression                                      # binary
  | expression op='&' expression                                                # binary
  | expression op='^' expression                                                # binary
  | expression op='|' expression                                                # binary
  | expression op='&&' expression                                               # binary
  | expression op='||' expression                                               # binary
  | <assoc=right> expression '?' expressions? ':' expression                    # conditional
  | <assoc=right> expression
      op=('=' | '*=' | '/=' | '%=' | '+=' | '-=' | '<<=' | '>>=' | '&=' | '^=' | '|=')
      expression                                                                # assign
  | expression '=' braced                                                       # assignBraced
  ;

newType
  : specifier+ pointer* ('[' expression ']')*
  ;

// Arguments may be types, or missing: the callee may be a macro whose definition we lack.
argumentList
  : argument? (',' argument?)*
  ;

argument
  : expression
  | typeName
  | braced
  ;

memberPath
  : IDENTIFIER pathStep*
  ;

pathStep
  : ('.' | '->') IDENTIFIER
  | '[' expression ']'
  ;

// ---- 6.8 statements; a label at the end of a block has been given an empty statement

compound
  : '{' blockItem* '}'
  ;

blockItem
  : blockDeclaration
  | statement
  ;

condition
  : '(' conditionStart? (expressions | conditionDeclaration) ')'
  ;

// C++17: what a condition does first
conditionStart
  : blockDeclaration
  | expressions? ';'
  ;

// C++: the value is the variable's
conditionDeclaration
  : specifier+ declarator ('=' initializer | braced)
  ;

statement
  : compound                                                                    # compoundStatement
  | expressions ';'                                                             # expressionStatement
  | ';'                                                                         # emptyStatement
  | 'if' condition statement (ELSE_IF condition statement)* ('else' statement)? # ifStatement
  | 'while' condition statement                                                 # whileStatement
  | 'do' statement 'while' condition ';'?                                       # doStatement
  | 'for' '(' (blockDeclaration | init=expressions? ';') test=expressions? ';'
      step=expressions? ')' statement                                           # forStatement
  | 'for' '(' conditionStart? specifier+ declarator ':' (expression | braced) ')' statement # rangeForStatement
  | 'switch' condition statement                                                # switchStatement
  | 'case' expression ('...' expression)? ':' blockItem                         # caseStatement
  | 'default' ':' blockItem                                                     # defaultStatement
  | IDENTIFIER ':' blockItem                                                    # labelStatement
  | 'goto' IDENTIFIER ';'                                                       # gotoStatement
  | 'break' ';'                                                                 # breakStatement
  | 'continue' ';'                                                              # continueStatement
  | 'return' (expressions | braced)? ';'                                        # returnStatement
  | '__try' body=compound ('__except' condition handler=compound | '__finally' handler=compound) # tryStatement
  | 'try' body=compound catchClause+                                            # tryCatchStatement
  | 'throw' expressions? ';'                                                    # throwStatement
  | '__leave' ';'                                                               # leaveStatement
  | ASSEMBLY ';'?                                                               # assemblyStatement
  ;

catchClause
  : 'catch' '(' (ellipsis | parameter) ')' compound
  ;
