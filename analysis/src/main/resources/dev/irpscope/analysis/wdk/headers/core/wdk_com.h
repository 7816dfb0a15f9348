/* IrpScope built-in WDK: interfaces in the way of COM, for C and for C++. */
#ifndef IRPSCOPE_WDK_COM_H
#define IRPSCOPE_WDK_COM_H

#include "wdk_base.h"

#define STDAPI EXTERN_C HRESULT
#define STDAPI_(t) EXTERN_C t
#define STDMETHODIMP HRESULT
#define STDMETHODIMP_(t) t
#define STDAPICALLTYPE
#define interface struct
#ifdef __cplusplus
#define STDMETHOD(m) virtual HRESULT m
#define STDMETHOD_(t, m) virtual t m
#define PURE = 0
#define THIS_
#define THIS void
#define DECLARE_INTERFACE(i) struct i
#define DECLARE_INTERFACE_(i, b) struct i : public b
#define DECLARE_INTERFACE_IID(i, g) struct i
#define DECLARE_INTERFACE_IID_(i, b, g) struct i : public b
#else
#define STDMETHOD(m) HRESULT (*m)
#define STDMETHOD_(t, m) t (*m)
#define PURE
#define THIS_ INTERFACE *This,
#define THIS INTERFACE *This
#define DECLARE_INTERFACE(i)        \
    typedef struct i {              \
        struct i##Vtbl *lpVtbl;     \
    } i;                            \
    struct i##Vtbl
#define DECLARE_INTERFACE_(i, b) DECLARE_INTERFACE(i)
#define DECLARE_INTERFACE_IID(i, g) DECLARE_INTERFACE(i)
#define DECLARE_INTERFACE_IID_(i, b, g) DECLARE_INTERFACE(i)
#endif
#define BEGIN_INTERFACE
#define END_INTERFACE
#define S_OK ((HRESULT)0L)
#define S_FALSE ((HRESULT)1L)
#define E_FAIL ((HRESULT)0x80004005L)
#define E_POINTER ((HRESULT)0x80004003L)
#define E_NOTIMPL ((HRESULT)0x80004001L)
#define E_NOINTERFACE ((HRESULT)0x80004002L)
#define E_OUTOFMEMORY ((HRESULT)0x8007000EL)
#define E_INVALIDARG ((HRESULT)0x80070057L)
#define E_UNEXPECTED ((HRESULT)0x8000FFFFL)
#ifndef SUCCEEDED
#define SUCCEEDED(hr) (((HRESULT)(hr)) >= 0)
#define FAILED(hr) (((HRESULT)(hr)) < 0)
#endif

#undef INTERFACE
#define INTERFACE IUnknown
DECLARE_INTERFACE(IUnknown)
{
    STDMETHOD_(NTSTATUS, QueryInterface)(THIS_ REFIID InterfaceId, PVOID *Interface) PURE;
    STDMETHOD_(ULONG, AddRef)(THIS) PURE;
    STDMETHOD_(ULONG, Release)(THIS) PURE;
};
#undef INTERFACE
typedef IUnknown *PUNKNOWN, *LPUNKNOWN;
typedef HRESULT (*PFNCREATEINSTANCE)(PUNKNOWN *Unknown, REFCLSID ClassId, PUNKNOWN OuterUnknown, ULONG PoolType);
#define DEFINE_ABSTRACT_UNKNOWN()                                                               \
    STDMETHOD_(NTSTATUS, QueryInterface)(THIS_ REFIID InterfaceId, PVOID *Interface) PURE;      \
    STDMETHOD_(ULONG, AddRef)(THIS) PURE;                                                       \
    STDMETHOD_(ULONG, Release)(THIS) PURE;

#endif
