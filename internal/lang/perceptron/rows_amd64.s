#include "textflag.h"

// ADD adds eight weights of a row to eight sums.
#define ADD(offset, spare, sum) \
	VPMOVSXWD offset(AX), spare \
	VPADDD    spare, sum, sum

// func addRows(sums *[strip]int32, rows *int16, width int, at []uint32)
TEXT ·addRows(SB), NOSPLIT, $0-48
	MOVQ sums+0(FP), DI
	MOVQ rows+8(FP), SI
	MOVQ width+16(FP), DX
	MOVQ at_base+24(FP), BX
	MOVQ at_len+32(FP), CX
	SHLQ $1, DX              // bytes of a row
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	VMOVDQU 64(DI), Y2
	VMOVDQU 96(DI), Y3
	VMOVDQU 128(DI), Y4
	VMOVDQU 160(DI), Y5
	VMOVDQU 192(DI), Y6
	TESTQ CX, CX
	JZ    done

row:
	MOVL  (BX), AX
	IMULQ DX, AX
	ADDQ  SI, AX
	ADD(0, Y8, Y0)
	ADD(16, Y9, Y1)
	ADD(32, Y10, Y2)
	ADD(48, Y11, Y3)
	ADD(64, Y12, Y4)
	ADD(80, Y13, Y5)
	ADD(96, Y14, Y6)
	ADDQ  $4, BX
	DECQ  CX
	JNZ   row

done:
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VMOVDQU Y2, 64(DI)
	VMOVDQU Y3, 96(DI)
	VMOVDQU Y4, 128(DI)
	VMOVDQU Y5, 160(DI)
	VMOVDQU Y6, 192(DI)
	VZEROUPPER
	RET
