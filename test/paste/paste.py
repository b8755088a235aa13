"""Pastes what is on the clipboard into a new sheet of a LibreOffice that listens, as Ctrl+V does, and prints its cells.

The dialog that asks how to import is answered with Enter: with what it offers by itself.
"""
import json
import subprocess
import sys
import threading
import time

import uno

PORT = sys.argv[1]


def connected():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = f"uno:socket,host=localhost,port={PORT};urp;StarOffice.ComponentContext"
    for _ in range(120):
        try:
            return resolver.resolve(address)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not answer")


context = connected()
services = context.ServiceManager
desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
sheet = document.Sheets.getByIndex(0)
time.sleep(2)
dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
title = "no dialog"


def answer():
    """The paste waits for its dialog, so it is answered from beside it."""
    global title
    for _ in range(20):
        time.sleep(0.5)
        found = subprocess.run(["xdotool", "search", "--name", "Import"], capture_output=True, text=True).stdout.split()
        if found:
            name = subprocess.run(["xdotool", "getwindowname", found[-1]], capture_output=True, text=True)
            title = name.stdout.strip()
            subprocess.run(["xdotool", "windowfocus", "--sync", found[-1]])
            time.sleep(1)
            subprocess.run(["xdotool", "key", "Return"])
            return


beside = threading.Thread(target=answer)
beside.start()
dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:Paste", "", 0, ())
beside.join()
time.sleep(3)
cursor = sheet.createCursor()
cursor.gotoEndOfUsedArea(False)
last = cursor.RangeAddress
rows = [
    [
        [cell.Type.value, cell.String]
        for cell in (sheet.getCellByPosition(column, row) for column in range(last.EndColumn + 1))
    ]
    for row in range(last.EndRow + 1)
]
print(json.dumps({"dialog": title, "rows": rows}), flush=True)
# It would ask whether to save; whoever started it ends it.
