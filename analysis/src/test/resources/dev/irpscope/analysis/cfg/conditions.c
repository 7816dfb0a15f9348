typedef long NTSTATUS;
typedef unsigned char BOOLEAN;
typedef struct _EXT { BOOLEAN Started; BOOLEAN Removed; int Count; } EXT, *PEXT;
#define NT_SUCCESS(s) (((NTSTATUS)(s)) >= 0)
#define READY(e) ((e)->Started && !(e)->Removed)

NTSTATUS Send(PEXT Ext);
void Log(PEXT Ext);

/* Both halves of a condition are branches of their own. */
NTSTATUS Split(PEXT Ext, int force)
{
    if (Ext->Started && (force || !Ext->Removed)) {
        return Send(Ext);
    }
    return -1;
}

/* An else-if chain joins once. */
int Chain(int code)
{
    int result;
    if (code == 1)
        result = 10;
    else if (code == 2)
        result = 20;
    else if (!(code > 3 && code < 9))
        result = 30;
    else
        result = 40;
    return result;
}

/* Assignment in a condition; the macro's text is what the user wrote. */
NTSTATUS Check(PEXT Ext)
{
    NTSTATUS status;
    if (!NT_SUCCESS(status = Send(Ext))) {
        Log(Ext); // comment
    }
    if (READY(Ext))
        return 0;
    return status;
}

/* Values of && and ?: */
int Values(PEXT Ext, int a)
{
    int both = a && Ext->Count;
    int sign = a < 0 ? -1 : a > 0 ? 1 : 0;
    int fixed = sizeof(int) == 4 ? 7 : 8;
    Ext->Started ? Log(Ext) : (void)0;
    return both + sign + fixed;
}

/* What can never be taken has no edge. */
int Constants(int a)
{
    if (0) a = 1;
    if (1 || a) a = 2;
    do { a++; } while (0);
    return a;
    a = 3;
}
