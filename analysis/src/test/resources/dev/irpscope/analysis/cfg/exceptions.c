typedef long NTSTATUS;
void Probe(void *p);
void Release(void *p);
void Note(int how);
int Filter(int code);
int _abnormal_termination(void);

/* A return runs the cleanup with the value saved before. */
NTSTATUS Cleanup(void *p, int n)
{
    NTSTATUS status = 0;
    __try {
        if (n == 0) {
            return status;
        }
        if (n == 1) {
            status = -1;
            __leave;
        }
        Probe(p);
    }
    __finally {
        if (_abnormal_termination()) {
            Note(1);
        }
        Release(p);
    }
    return status;
}

/* The handler runs where the filter says so. */
NTSTATUS Handled(int *user)
{
    NTSTATUS status = 0;
    __try {
        *user = 5;
    } __except (1) {
        status = -2;
    }
    return status;
}

NTSTATUS Nested(int *user)
{
    int i;
    for (i = 0; i < 4; i++) {
        __try {
            __try {
                Probe(user);
                if (i == 2) break;
                if (i == 3) goto out;
            } __finally {
                Release(user);
            }
        } __except (Filter(i)) {
            Note(2);
        }
    }
out:
    return 0;
}
