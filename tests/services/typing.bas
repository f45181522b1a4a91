' Types into workbooks as a person does and saves them. What to do stands in the file that ISTMO_TYPING names, one order
' a line, its parts separated by tabs: open FILE, type SHEET CELL TEXT, save FILE. What went wrong is written beside it.
Option Explicit

Sub Main
    Dim disk, orders, parts, book, said As String
    disk = createUnoService("com.sun.star.ucb.SimpleFileAccess")
    orders = createUnoService("com.sun.star.io.TextInputStream")
    orders.setInputStream(disk.openFileRead(ConvertToURL(Environ("ISTMO_TYPING"))))
    orders.setEncoding("UTF-8")
    On Error Goto Wrong
    Do While Not orders.isEOF()
        parts = Split(orders.readLine(), Chr(9))
        If UBound(parts) > 0 Then
            Select Case parts(0)
                Case "open" : Set book = Opened(CStr(parts(1)))
                Case "type" : said = said & Typed(book, parts)
                Case "save" : Save(book, CStr(parts(1)))
            End Select
        End If
    Loop
    Tell(disk, said & "done")
    Exit Sub
Wrong:
    Tell(disk, said & Join(parts, " ") & ": " & Error & " in line " & Erl)
End Sub

Function Opened(path As String)
    Opened = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, Array(Named("Hidden", True)))
End Function

' As typed at a keyboard: LibreOffice itself decides whether it is a number, a day or a text. A locked cell takes nothing.
Function Typed(book, parts) As String
    Dim sheet, cell
    sheet = book.getSheets().getByName(parts(1))
    cell = sheet.getCellRangeByName(parts(2))
    If sheet.isProtected() And cell.CellProtection.IsLocked Then
        Typed = parts(1) & "!" & parts(2) & " is locked" & Chr(10)
    Else
        cell.FormulaLocal = parts(3)
    End If
End Function

Sub Save(book, path As String)
    book.storeToURL(ConvertToURL(path), Array(Named("FilterName", "Calc MS Excel 2007 XML")))
    book.close(True)
End Sub

Function Named(called As String, value)
    Dim one As New com.sun.star.beans.PropertyValue
    one.Name = called
    one.Value = value
    Named = one
End Function

Sub Tell(disk, told As String)
    Dim out
    out = createUnoService("com.sun.star.io.TextOutputStream")
    out.setOutputStream(disk.openFileWrite(ConvertToURL(Environ("ISTMO_TYPING") & ".said")))
    out.writeString(told)
    out.closeOutput()
End Sub
