/* bcryptprimitives.dll for wine 8, as far as Go's runtime needs it: ProcessPrng fills n bytes from the system's random numbers.
 * For tests under wine only; Windows 10 has its own. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n)
{
	return SystemFunction036(p, (ULONG)n);
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
	return TRUE;
}
